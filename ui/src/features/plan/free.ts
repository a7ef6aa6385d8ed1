// The next free time of a day, for placing something by key.
import type { PlanDay } from "../../api/bindings";
import { STEP } from "../../kit/timelineDrag";

const up = (at: number) => Math.ceil(at / STEP) * STEP;

/** Where so many minutes fit within working hours from `now` on; nothing where they do not. */
export function nextFree(day: PlanDay, minutes: number, now: number): number | null {
  const taken = [
    ...day.blocks.map((block) => [block.starts_at, block.ends_at] as const),
    ...day.events.filter((one) => one.busy && !one.whole_days).map((one) => [one.starts_at, one.ends_at] as const),
    ...day.tasks.flatMap((task) => {
      const at = task.scheduled?.at;
      return at == null ? [] : [[at, task.scheduled_end ?? at + (task.effort_minutes ?? 30) * 60_000] as const];
    }),
  ].sort(([a], [b]) => a - b);
  for (const window of day.windows) {
    let at = up(Math.max(window.from, now));
    for (const [from, until] of taken) {
      if (from < at + minutes * 60_000 && until > at) at = up(until);
    }
    if (at + minutes * 60_000 <= window.until) return at;
  }
  return null;
}

/** What of the day a stretch would overlap, and by how much it would be too full. */
export function consequences(
  day: PlanDay,
  moved: { key: string | null; from: number; until: number },
  entries: readonly { key: string; title: string; from: number; until: number; tone: string }[],
): { overlaps: string[]; over: number } {
  const others = entries.filter((one) => one.key !== moved.key && one.tone !== "logged");
  const overlaps = others.filter((one) => one.from < moved.until && one.until > moved.from).map(({ title }) => title);
  const here = entries.find((one) => one.key === moved.key);
  const before = here ? (here.until - here.from) / 60_000 : 0;
  const used = day.capacity.used - before + (moved.until - moved.from) / 60_000;
  return { overlaps, over: Math.max(0, Math.round(used - day.capacity.minutes)) };
}
