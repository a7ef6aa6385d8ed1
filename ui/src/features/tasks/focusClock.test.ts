import { expect, test } from "vitest";
import { clock } from "./focusClock";

const MINUTE = 60_000;
const at = (minutes: number, planned: number | null) =>
  clock({ started_at: 0, planned_minutes: planned } as Parameters<typeof clock>[0], minutes * MINUTE);

test("the clock counts up and says when the planned time is over", () => {
  expect(at(12.5, 25)).toEqual({ text: "12:30 / 25:00", over: false });
  expect(at(25, 25)).toEqual({ text: "25:00 / 25:00", over: true });
  expect(at(61, null)).toEqual({ text: "1:01:00", over: false });
});

test("a clock that was set back counts from nothing", () => {
  expect(at(-90, 25).text).toBe("0:00 / 25:00");
});
