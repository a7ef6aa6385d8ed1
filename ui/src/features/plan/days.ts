// Which days the page shows: one, a week from its Monday, or the seven days that a proposal for a week is about.
import { useMemo } from "react";
import type { PlanDay } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { addDays, dateOf, isoOf } from "../../kit/time";

export type Span = "day" | "week";

const mondayOf = (day: string) => addDays(day, -((dateOf(day).getDay() + 6) % 7));

/** The first day that planning a week is about: its Monday, or today in the middle of it. */
export function weekFrom(day: string, today: string): string {
  const monday = mondayOf(day);
  return monday < today && today <= addDays(monday, 6) ? today : monday;
}

export function usePlanDays(span: Span, chosen: string | null, proposing: boolean) {
  const week = span === "week";
  const present = useOperation("planning.day", {});
  const one = useOperation("planning.day", { day: chosen }, { enabled: !week, keep: true });
  const seven = useOperation("planning.week", { day: chosen }, { enabled: week, keep: true });
  const today = present.data?.day ?? isoOf(new Date());
  const day = chosen ?? today;
  const begins = week ? weekFrom(day, today) : day;
  const next = useOperation("planning.week", { day: addDays(begins, 7) }, { enabled: week && proposing, keep: true });
  const days = useMemo((): readonly PlanDay[] => {
    if (!week) return one.data ? [one.data] : [];
    const all = seven.data ?? [];
    if (!proposing) return all;
    const there = new Set(all.map(({ day: of }) => of));
    const more = (next.data ?? []).filter(({ day: of }) => !there.has(of));
    return [...all, ...more].filter(({ day: of }) => of >= begins).slice(0, 7);
  }, [week, one.data, seven.data, next.data, proposing, begins]);
  return { days, today, day, begins, error: (week ? seven : one).error };
}
