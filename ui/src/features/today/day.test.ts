import { expect, it } from "vitest";
import { at, TODAY, task } from "../../test/fake/world";
import { leftOf, nowAt } from "./day";

const timed = (hour: number, end: number | null = null, effort: number | null = null) =>
  task("x", {
    scheduled: { day: TODAY, at: at(TODAY, hour) },
    scheduled_end: end === null ? null : at(TODAY, end),
    effort_minutes: effort,
  });

it("puts the present moment before what begins later", () => {
  const day = [timed(9), timed(11), timed(17)];
  expect(nowAt(day, at(TODAY, 8))).toBe(0);
  expect(nowAt(day, at(TODAY, 11))).toBe(2);
  expect(nowAt(day, at(TODAY, 20))).toBe(3);
  expect(nowAt([], at(TODAY, 20))).toBe(0);
});

it("adds up what is known and counts what is not", () => {
  expect(leftOf([timed(9, 10), timed(17, null, 30), task("y", { effort_minutes: 20 }), task("z")])).toEqual({
    tasks: 4,
    minutes: 110,
    unknown: 1,
    until: at(TODAY, 17, 30),
  });
  expect(leftOf([])).toEqual({ tasks: 0, minutes: 0, unknown: 0, until: null });
});
