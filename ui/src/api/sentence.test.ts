import { expect, it } from "vitest";
import { sentence } from "./sentence";

it("makes sentences of the core's messages and leaves names alone", () => {
  expect(sentence("there is nothing to undo")).toBe("There is nothing to undo.");
  expect(sentence("the data file is busy: another program is writing to it. Try again in a moment")).toBe(
    "The data file is busy: another program is writing to it. Try again in a moment.",
  );
  expect(sentence("notes.md is empty: there is no text in it")).toBe("notes.md is empty: there is no text in it.");
  expect(sentence("type:foo is not known")).toBe("type:foo is not known.");
  expect(sentence("The disk is full.")).toBe("The disk is full.");
  expect(sentence("")).toBe("");
});
