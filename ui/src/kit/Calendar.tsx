import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { IconButton } from "./Button";
import styles from "./Calendar.module.css";
import { addDays, dateOf, isoOf, sayFullDay, todayIso } from "./time";

const WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });

/** One month of days. Arrows move by day and week, Page up and down by month, Enter picks. */
export function Calendar({ value, onPick }: { value: string | null; onPick: (day: string) => void }) {
  const today = todayIso();
  const [cursor, setCursor] = useState(value ?? today);
  const moved = useRef(false);
  const grid = useRef<HTMLDivElement>(null);
  const weeks = weeksOf(cursor);

  useEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLElement>(`[data-day="${cursor}"]`)?.focus();
    moved.current = false;
  }, [cursor]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = {
      ArrowLeft: () => addDays(cursor, -1),
      ArrowRight: () => addDays(cursor, 1),
      ArrowUp: () => addDays(cursor, -7),
      ArrowDown: () => addDays(cursor, 7),
      PageUp: () => addMonths(cursor, -1),
      PageDown: () => addMonths(cursor, 1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    moved.current = true;
    setCursor(next());
  };

  return (
    <div className={styles.calendar}>
      <div className={styles.top}>
        <span className={styles.month} aria-live="polite">
          {month.format(dateOf(cursor))}
        </span>
        <IconButton label="Previous month" onClick={() => setCursor(addMonths(cursor, -1))}>
          <IconChevronLeft size={16} stroke={1.7} />
        </IconButton>
        <IconButton label="Next month" onClick={() => setCursor(addMonths(cursor, 1))}>
          <IconChevronRight size={16} stroke={1.7} />
        </IconButton>
      </div>
      <div ref={grid} role="grid" aria-label={month.format(dateOf(cursor))} onKeyDown={onKeyDown}>
        <div role="row" className={styles.week}>
          {WEEKDAYS.map((name) => (
            <span key={name} role="columnheader" className={styles.weekday}>
              {name}
            </span>
          ))}
        </div>
        {weeks.map((week) => (
          <div key={week[0]} role="row" className={styles.week}>
            {week.map((day) => (
              <span key={day} role="gridcell" aria-selected={day === value}>
                <button
                  type="button"
                  className={styles.day}
                  data-day={day}
                  data-outside={day.slice(0, 7) !== cursor.slice(0, 7) || undefined}
                  data-today={day === today || undefined}
                  data-chosen={day === value || undefined}
                  aria-label={sayFullDay(day)}
                  {...(day === today ? { "aria-current": "date" as const } : {})}
                  tabIndex={day === cursor ? 0 : -1}
                  {...(day === cursor ? { "data-autofocus": true } : {})}
                  onClick={() => onPick(day)}
                >
                  {Number(day.slice(8))}
                </button>
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The weeks, Monday first, that hold the month of a day. */
export function weeksOf(day: string): string[][] {
  const first = `${day.slice(0, 7)}-01`;
  let at = addDays(first, -((dateOf(first).getDay() + 6) % 7));
  const weeks: string[][] = [];
  do {
    weeks.push(Array.from({ length: 7 }, (_, n) => addDays(at, n)));
    at = addDays(at, 7);
  } while (at.slice(0, 7) === day.slice(0, 7));
  return weeks;
}

/** The same day of another month, or that month's last. */
function addMonths(day: string, months: number): string {
  const date = dateOf(day);
  const wanted = date.getDate();
  date.setDate(1);
  date.setMonth(date.getMonth() + months + 1, 0);
  date.setDate(Math.min(wanted, date.getDate()));
  return isoOf(date);
}
