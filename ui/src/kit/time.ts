// Days and moments as people say them. Display only: every rule about dates lives in the core.

/** The hour at which the person's day begins; the core's own default until the settings are known. */
let dayStart = 4;

export function beginDaysAt(hour: number): void {
  dayStart = hour;
}

/** The person's day of a moment: after midnight it is still yesterday until the hour at which a day begins. */
export function dayOf(at: number): string {
  const date = new Date(at);
  date.setHours(date.getHours() - dayStart);
  return isoOf(date);
}

export function todayIso(now = Date.now()): string {
  return dayOf(now);
}

export function isoOf(date: Date): string {
  const pad = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** Noon of a civil day, so that no zone shift can move it. */
export function dateOf(day: string): Date {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date, 12);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / 86_400_000);
}

export function addDays(day: string, days: number): string {
  const date = dateOf(day);
  date.setDate(date.getDate() + days);
  return isoOf(date);
}

const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long" });
const short = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const shortWeekday = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });
const narrowWeekday = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const withYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** The core and most almanacs shorten every month to three letters; British English has four for one of them. */
const said = (format: Intl.DateTimeFormat, day: string) =>
  format.format(dateOf(day)).replace("Sept ", "Sep ").replace(/Sept$/, "Sep");

/** "Today", "Tomorrow", "Thursday", "4 Dec", "4 Dec 2027". */
export function sayDay(day: string, today = todayIso()): string {
  const away = daysBetween(today, day);
  if (away === 0) return "Today";
  if (away === 1) return "Tomorrow";
  if (away === -1) return "Yesterday";
  if (away > 1 && away < 7) return weekday.format(dateOf(day));
  return said(day.slice(0, 4) === today.slice(0, 4) ? short : withYear, day);
}

export function sayFullDay(day: string): string {
  return full.format(dateOf(day));
}

export function sayShortDay(day: string): string {
  return said(shortWeekday, day);
}

/** "21 Nov", as an axis has room for. */
export function sayDate(day: string): string {
  return said(short, day);
}

/** "Sun 22", where the month is said elsewhere. */
export function sayWeekday(day: string): string {
  return `${narrowWeekday.format(dateOf(day))} ${Number(day.slice(8))}`;
}

export function sayClock(at: number): string {
  return clock.format(new Date(at));
}

export function sayWhen(when: { day: string; at: number | null }, today = todayIso()): string {
  return when.at === null ? sayDay(when.day, today) : `${sayDay(when.day, today)}, ${sayClock(when.at)}`;
}

export function sayMoment(at: number): string {
  // A moment has the calendar's day, not the person's.
  return `${sayDay(isoOf(new Date(at)), isoOf(new Date()))}, ${sayClock(at)}`;
}

/** "45 min", "2 h", "1 h 30". */
export function sayMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest}`;
}

/** "under a minute", "4 min", "2 h 10". */
export function sayRemaining(seconds: number): string {
  return seconds < 60 ? "under a minute" : sayMinutes(Math.round(seconds / 60));
}

export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

export function dayOfYear(day: string): number {
  return daysBetween(`${day.slice(0, 4)}-01-01`, day) + 1;
}

/** ISO 8601 week. */
export function weekOf(day: string): number {
  const date = dateOf(day);
  const thursday = new Date(date);
  thursday.setDate(date.getDate() + 3 - ((date.getDay() + 6) % 7));
  return Math.ceil(dayOfYear(isoOf(thursday)) / 7);
}

const SYNODIC_MONTH = 29.530588853;
/** A new moon: 6 January 2000, 18:14 UTC. */
const NEW_MOON = Date.UTC(2000, 0, 6, 18, 14);

/** 0 new, 0.25 first quarter, 0.5 full, 0.75 last quarter. Within half a day of the truth. */
export function moonPhase(day: string): number {
  const months = (dateOf(day).getTime() - NEW_MOON) / 86_400_000 / SYNODIC_MONTH;
  return months - Math.floor(months);
}

export function moonName(phase: number): string {
  const names = [
    "new moon",
    "waxing crescent",
    "first quarter",
    "waxing gibbous",
    "full moon",
    "waning gibbous",
    "last quarter",
    "waning crescent",
  ];
  return names[Math.floor(phase * 8 + 0.5) % 8] ?? "new moon";
}
