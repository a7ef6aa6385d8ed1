import { expect, it } from "vitest";
import { plainly } from "./plainly";

it("takes the signs of Markdown out and leaves the words", () => {
  expect(plainly("Start below **45 °C** and see [the list](https://example.com/a.pdf).")).toBe(
    "Start below 45 °C and see the list.",
  );
  expect(plainly("## Schedule that worked 1. Four days\n> quoted\n- item, 3 > 2 - 1")).toBe(
    " Schedule that worked 1. Four days\n quoted\n item, 3 > 2 - 1",
  );
  expect(plainly("run `npm test`, a_b, 3*4, #tag, -12")).toBe("run npm test, a_b, 3*4, #tag, -12");
});
