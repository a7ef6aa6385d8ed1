// A month or a week with entries on their days. Mantine's grids, dressed in our tokens.
import "@mantine/schedule/styles.layer.css";
import { MonthView, type ScheduleEventData, WeekView } from "@mantine/schedule";
import { type ReactNode, useEffect, useRef } from "react";
import styles from "./Schedule.module.css";

export type ScheduleEntry = {
  id: number;
  title: string;
  day: string;
  /** Milliseconds; absent for the whole day. */
  at: number | null;
  end: number | null;
  tone?: "rubric" | "quiet" | undefined;
};

/** Where an entry was dropped: the day, and the moment in a week. */
export type ScheduleDrop = { id: number; day: string; at: number | null };

type Props = {
  span: "month" | "week";
  /** A day in it. */
  day: string;
  entries: readonly ScheduleEntry[];
  body: (entry: ScheduleEntry) => ReactNode;
  onDrop: (drop: ScheduleDrop) => void;
  onOpen: (id: number, event: { ctrlKey: boolean; metaKey: boolean }) => void;
  onDay: (day: string) => void;
  /** The entry that has the focus, or should get it. */
  focused: number | null;
  onFocus: (id: number) => void;
  moreLabel: (n: number) => string;
};

const HALF_HOUR = 30 * 60_000;
const pad = (n: number) => String(n).padStart(2, "0");

function local(at: number): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}:00`;
}

/** The day after, for the end of a whole day. */
function after(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return local(new Date(year, month - 1, date + 1).getTime());
}

export function Schedule({ span, day, entries, body, onDrop, onOpen, onDay, focused, onFocus, moreLabel }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const events: ScheduleEventData[] = entries.map((entry) => ({
    id: entry.id,
    title: entry.title,
    start: entry.at === null ? `${entry.day} 00:00:00` : local(entry.at),
    end: entry.at === null ? after(entry.day) : local(entry.end ?? entry.at + HALF_HOUR),
    color: entry.tone === "rubric" ? "var(--rubric)" : "var(--accent)",
    payload: { tone: entry.tone },
  }));
  // An entry that was moved by key keeps the focus on its new day.
  useEffect(() => {
    if (focused === null || !root.current) return;
    if (document.activeElement === document.body)
      root.current.querySelector<HTMLElement>(`[data-event-id="${focused}"]`)?.focus();
  });

  const shared = {
    date: day,
    events,
    withHeader: false,
    firstDayOfWeek: 1 as const,
    highlightToday: true,
    withEventsDragAndDrop: true,
    renderEventBody: (event: ScheduleEventData) => {
      const entry = byId.get(Number(event.id));
      return (
        <span className={styles.entry} data-tone={entry?.tone} data-testid="calendar-entry" data-entry={event.id}>
          {entry ? body(entry) : event.title}
        </span>
      );
    },
    onEventClick: (event: ScheduleEventData, click: { ctrlKey: boolean; metaKey: boolean }) =>
      onOpen(Number(event.id), click),
    onEventDrop: ({ eventId, newStart, newEnd }: { eventId: string | number; newStart: string; newEnd: string }) => {
      const on = newStart.slice(0, 10);
      const wholeDay = newStart.endsWith("00:00:00") && newEnd.endsWith("00:00:00");
      const at = span === "month" || wholeDay ? null : new Date(newStart.replace(" ", "T")).getTime();
      onDrop({ id: Number(eventId), day: on, at });
    },
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens which of its buttons has the focus
    <div
      ref={root}
      className={styles.schedule}
      data-testid="schedule"
      onFocus={(event) => {
        const id = (event.target as HTMLElement).closest<HTMLElement>("[data-event-id]")?.dataset.eventId;
        if (id) onFocus(Number(id));
      }}
    >
      {span === "month" ? (
        <MonthView
          {...shared}
          consistentWeeks={false}
          maxEventsPerDay={4}
          weekdayFormat="ddd"
          onDayClick={(clicked) => onDay(clicked.slice(0, 10))}
          labels={{ moreLabel }}
        />
      ) : (
        <WeekView
          {...shared}
          slotHeight={40}
          eventDragInterval={15}
          startScrollTime="07:30:00"
          withCurrentTimeBubble={false}
          scrollAreaProps={{ mah: "calc(100vh - 330px)" }}
        />
      )}
    </div>
  );
}
