// A recurrence rule as the form of the panel holds it, and back. What the form cannot show stays text.
import { dateOf, isoOf } from "../../kit/time";

export type Unit = "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
export type End = { kind: "never" } | { kind: "until"; day: string } | { kind: "count"; times: number };
export type Draft = { unit: Unit; interval: number; by: string; end: End };

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export const WORKDAYS = "BYDAY=MO,TU,WE,TH,FR";

/** Monday is 0. */
const weekday = (day: string) => (dateOf(day).getDay() + 6) % 7;
export const code = (day: string) => WEEKDAYS[weekday(day)] ?? "MO";
export const dayOfMonth = (day: string) => dateOf(day).getDate();
export const month = (day: string) => dateOf(day).getMonth() + 1;
/** The third Friday is 3; the fifth is the last. */
export const nth = (day: string) => {
  const n = Math.ceil(dayOfMonth(day) / 7);
  return n > 4 ? -1 : n;
};

/** In a shorter month its last day, so that no month is left out. */
export function onDay(day: number): string {
  if (day === 31) return "BYMONTHDAY=-1";
  if (day < 29) return `BYMONTHDAY=${day}`;
  const days = Array.from({ length: day - 27 }, (_, n) => n + 28);
  return `BYMONTHDAY=${days.join(",")};BYSETPOS=-1`;
}

/** On the date each year; 29 February is the last day of February. */
export const onDate = (day: string) =>
  month(day) === 2 && dayOfMonth(day) === 29
    ? "BYMONTH=2;BYMONTHDAY=-1"
    : `BYMONTH=${month(day)};BYMONTHDAY=${dayOfMonth(day)}`;

export function write({ unit, interval, by, end }: Draft): string {
  const parts = [`FREQ=${unit}`];
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  if (by) parts.push(by);
  if (end.kind === "count") parts.push(`COUNT=${end.times}`);
  if (end.kind === "until") parts.push(`UNTIL=${end.day.replaceAll("-", "")}`);
  return parts.join(";");
}

/** Reads a rule; `null` when the form cannot show it (by the hour). */
export function read(rule: string): Draft | null {
  const draft: Draft = { unit: "DAILY", interval: 1, by: "", end: { kind: "never" } };
  const by: string[] = [];
  for (const part of rule.split(";")) {
    const [name = "", value = ""] = part.split("=");
    if (name === "FREQ") {
      if (!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].includes(value)) return null;
      draft.unit = value as Unit;
    } else if (name === "INTERVAL") draft.interval = Number(value);
    else if (name === "COUNT") draft.end = { kind: "count", times: Number(value) };
    else if (name === "UNTIL") draft.end = { kind: "until", day: lastDay(value) };
    else by.push(part);
  }
  return { ...draft, by: by.join(";") };
}

/** The day of an UNTIL; a moment in UTC is meant where the person is. */
function lastDay(until: string): string {
  const day = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
  if (!until.endsWith("Z")) return day;
  return isoOf(new Date(`${day}T${until.slice(9, 11)}:${until.slice(11, 13)}:${until.slice(13, 15)}Z`));
}

/** The weekdays of a weekly rule. */
export const weekdaysOf = (by: string) => (by.startsWith("BYDAY=") ? by.slice(6).split(",") : []);

export function toggleWeekday(by: string, day: string): string {
  const chosen = new Set(weekdaysOf(by));
  if (!chosen.delete(day)) chosen.add(day);
  const days = WEEKDAYS.filter((one) => chosen.has(one));
  return days.length > 0 ? `BYDAY=${days.join(",")}` : "";
}
