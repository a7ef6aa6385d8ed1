import { describe, expect, it } from "vitest";
import { weeksOf } from "./Calendar";
import { utf16Offsets } from "./offsets";
import { beginDaysAt, dayOf, dayOfYear, moonName, moonPhase, sayBytes, sayDay, sayMinutes, weekOf } from "./time";

describe("days in words", () => {
  it("says the near ones by name and the far ones by date", () => {
    const today = "2026-11-21";
    expect(
      ["2026-11-21", "2026-11-22", "2026-11-20", "2026-11-26", "2026-11-28", "2027-01-04"].map((day) =>
        sayDay(day, today),
      ),
    ).toEqual(["Today", "Tomorrow", "Yesterday", "Thursday", "28 Nov", "4 Jan 2027"]);
  });
  it("belongs to the day before until the hour at which a day begins", () => {
    const at = (hour: number) => new Date(2026, 10, 22, hour, 30).getTime();
    expect([3, 4].map((hour) => dayOf(at(hour)))).toEqual(["2026-11-21", "2026-11-22"]);
    beginDaysAt(0);
    expect(dayOf(at(0))).toBe("2026-11-22");
    beginDaysAt(4);
  });
  it("counts days and ISO weeks across years", () => {
    expect([dayOfYear("2026-01-01"), dayOfYear("2028-12-31")]).toEqual([1, 366]);
    expect(["2026-01-01", "2027-01-01", "2026-11-21", "2024-12-30"].map(weekOf)).toEqual([1, 53, 47, 1]);
  });
  it("knows the moon within half a day", () => {
    expect(moonName(moonPhase("2026-08-12"))).toBe("new moon"); // the solar eclipse
    expect(moonName(moonPhase("2026-08-28"))).toBe("full moon"); // the lunar eclipse
  });
  it("lays out months that start on any weekday", () => {
    expect(weeksOf("2026-02-14")).toHaveLength(5);
    expect(weeksOf("2027-02-14")).toHaveLength(4);
    expect(weeksOf("2026-11-21")[0]?.[0]).toBe("2026-10-26");
  });
  it("says amounts shortly", () => {
    expect([sayMinutes(45), sayMinutes(120), sayMinutes(90), sayBytes(640), sayBytes(2_400_000)]).toEqual([
      "45 min",
      "2 h",
      "1 h 30",
      "640 B",
      "2.4 MB",
    ]);
  });
});

it("finds UTF-16 places for offsets in scalar values", () => {
  const text = "a😀b";
  const at = utf16Offsets(text);
  expect([0, 1, 2, 3, 99].map(at)).toEqual([0, 1, 3, 4, 4]);
  expect(utf16Offsets("plain")(3)).toBe(3);
});
