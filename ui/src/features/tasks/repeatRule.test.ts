import { describe, expect, test } from "vitest";
import { nth, onDate, onDay, read, toggleWeekday, write } from "./repeatRule";

describe("a rule and the form", () => {
  test.each([
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=5",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27;UNTIL=20280131",
  ])("%s is written as it was read", (rule) => {
    const draft = read(rule);
    expect(draft && write(draft)).toBe(rule);
  });

  test("no month is left out", () => {
    expect([onDay(21), onDay(29), onDay(31)]).toEqual([
      "BYMONTHDAY=21",
      "BYMONTHDAY=28,29;BYSETPOS=-1",
      "BYMONTHDAY=-1",
    ]);
    expect(onDate("2028-02-29")).toBe("BYMONTH=2;BYMONTHDAY=-1");
  });

  test("weekdays stay in the order of the week", () => {
    expect(toggleWeekday("BYDAY=TH", "MO")).toBe("BYDAY=MO,TH");
    expect(toggleWeekday("BYDAY=MO", "MO")).toBe("");
  });

  test("the fifth Friday is the last", () => {
    expect([nth("2026-11-20"), nth("2026-10-30")]).toEqual([3, -1]);
  });

  test("what comes by the hour is not for the form", () => {
    expect(read("FREQ=HOURLY")).toBeNull();
  });
});
