// What stands on the timeline, made from the days of the plan.
import type { Calendar, PlanBlock, PlanDay, Task } from "../../api/bindings";
import type { TimelineColumn, TimelineEntry } from "../../kit/Timeline";
import { sayShortDay } from "../../kit/time";
import type { Row } from "./proposal/rows";
import { texts } from "./texts";

export type Item =
  | { kind: "block"; block: PlanBlock }
  | { kind: "event"; title: string; note: string | null; place: string }
  | { kind: "task"; task: Task }
  | { kind: "focus"; title: string }
  | { kind: "ghost"; row: Row };

export type Shown = { columns: TimelineColumn[]; items: Map<string, Item> };

const HALF_HOUR = 30 * 60_000;
const TONES = { task: "work", focus: "work", event: "event", habit: "habit", break: "break" } as const;

/** Which block, and of one that repeats which occurrence. */
export const blockKey = (block: PlanBlock) => `block:${block.id}:${block.rule ? block.starts_at : ""}`;

export function shown(days: readonly PlanDay[], calendars: readonly Calendar[], today: string, now: number): Shown {
  const items = new Map<string, Item>();
  const columns = days.map((day): TimelineColumn => {
    const entries: TimelineEntry[] = [];
    const put = (entry: TimelineEntry, item: Item) => {
      // What reaches over the beginning of a day stands on both; a key names one place.
      const key = items.has(entry.key) ? `${entry.key}@${day.day}` : entry.key;
      entries.push({ ...entry, key });
      items.set(key, item);
    };
    const clash = (kind: string, id: number) =>
      day.conflicts.flatMap(({ first, second }) => {
        if (first.kind === kind && first.id === id) return [second.title];
        return second.kind === kind && second.id === id ? [first.title] : [];
      });
    for (const block of day.blocks) {
      const others = clash("block", block.id);
      put(
        {
          key: blockKey(block),
          title: block.title,
          from: block.starts_at,
          until: block.ends_at,
          tone: TONES[block.kind],
          movable: true,
          pinned: block.pinned,
          repeats: block.rule !== null,
          clash: others.length > 0,
          said: said(block, others),
        },
        { kind: "block", block },
      );
    }
    for (const event of day.events.filter((one) => !one.whole_days)) {
      const others = clash("event", event.id);
      put(
        {
          key: `event:${event.id}:${event.starts_at}`,
          title: event.title,
          from: event.starts_at,
          until: Math.max(event.ends_at, event.starts_at + HALF_HOUR / 2),
          tone: "event",
          colour: calendars.find(({ id }) => id === event.calendar)?.colour,
          movable: false,
          clash: others.length > 0,
          said: [event.place, ...(others.length ? [texts.clashes(others)] : [])].filter(Boolean).join(", "),
        },
        { kind: "event", title: event.title, note: event.note, place: event.place },
      );
    }
    for (const task of day.tasks) {
      const from = task.scheduled?.at;
      if (from == null) continue;
      const others = clash("task", task.id);
      put(
        {
          key: `task:${task.id}`,
          title: task.title,
          from,
          until: task.scheduled_end ?? from + (task.effort_minutes ?? 30) * 60_000,
          tone: "work",
          movable: true,
          clash: others.length > 0,
          said: others.length ? texts.clashes(others) : "",
        },
        { kind: "task", task },
      );
    }
    for (const focus of day.focus) {
      const title = focus.task?.title ?? texts.gone;
      put(
        {
          key: `focus:${focus.id}`,
          title: texts.logged(title),
          from: Math.max(focus.started_at, day.from),
          until: Math.min(focus.ended_at ?? now, day.until),
          tone: "logged",
          movable: false,
        },
        { kind: "focus", title },
      );
    }
    entries.sort((a, b) => a.from - b.from || a.until - b.until);
    return {
      key: day.day,
      title: days.length > 1 ? texts.weekday(day.day) : sayShortDay(day.day),
      current: day.day === today,
      from: day.from,
      until: day.until,
      open: day.windows,
      entries,
    };
  });
  return { columns, items };
}

function said(block: PlanBlock, others: readonly string[]): string {
  return [
    ...(block.pinned ? [texts.pinned] : []),
    ...(block.repeats ? [block.repeats] : []),
    ...(others.length ? [texts.clashes(others)] : []),
  ].join(", ");
}
