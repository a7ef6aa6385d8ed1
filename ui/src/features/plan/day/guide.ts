// The guided beginning and end of a day: which is open, when one is offered, and what was settled already.
import { create } from "zustand";
import type { PlanDay } from "../../../api/bindings";
import { dateOf } from "../../../kit/time";

export type Part = "morning" | "evening";

export const useGuide = create<{ open: Part | null; settled: number }>(() => ({ open: null, settled: 0 }));

export const openGuide = (part: Part) => useGuide.setState({ open: part });
export const closeGuide = () => useGuide.setState({ open: null });

const HOUR = 3_600_000;
const KEPT = "almanac.day.";

/** Whether a part of this day was gone through or declined. */
export function isSettled(part: Part, day: string): boolean {
  try {
    return localStorage.getItem(KEPT + part) === day;
  } catch {
    return false;
  }
}

export function settle(part: Part, day: string): void {
  try {
    localStorage.setItem(KEPT + part, day);
  } catch {
    // Storage is full or forbidden: it is offered again.
  }
  useGuide.setState(({ settled }) => ({ settled: settled + 1 }));
}

/** The morning until noon, the evening from the last working hour on; without working hours only the morning. */
export function partAt(
  { day, from, until, windows }: Pick<PlanDay, "day" | "from" | "until" | "windows">,
  now: number,
): Part | null {
  if (now < from || now >= until) return null;
  const ends = Math.max(...windows.map((window) => window.until));
  if (windows.length > 0 && now >= ends - HOUR) return "evening";
  return now < dateOf(day).setHours(12, 0, 0, 0) ? "morning" : null;
}
