import { expect, it } from "vitest";
import { reportOf } from "./report";

it("is what the page shows, in columns, with a mark where a look is needed", () => {
  const text = reportOf({
    at: Date.parse("2026-11-21T09:00:00Z"),
    groups: [
      {
        title: "Queue",
        facts: [
          { name: "State", value: "working", health: "plain" },
          { name: "Needs attention", value: "2", health: "attention" },
        ],
      },
    ],
  });
  expect(text).toBe(
    "Almanac diagnostics, 2026-11-21T09:00:00.000Z\n\nQueue\n  State            working\n  Needs attention  2  (!)\n",
  );
});
