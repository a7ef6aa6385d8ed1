import type { KeyboardEvent, RefObject } from "react";
import type { Habit, HabitDay } from "../../api/bindings";
import { Popover } from "../../kit/Popover";
import { sayDay } from "../../kit/time";
import { usePageKeys } from "../../kit/usePageKeys";
import { Amount } from "./Amount";
import styles from "./Habits.module.css";
import { sayNumber, texts } from "./texts";
import { useTick } from "./tick";

/** One day of one habit. Its sign says what the day was; nothing in it scolds. */
export function Cell({
  habit,
  day,
  at,
  today,
  last,
}: {
  habit: Habit;
  day: HabitDay;
  at: [number, number];
  today: boolean;
  last: boolean;
}) {
  const acts = useTick(habit);
  const amount = habit.kind === "numeric" && day.value !== null ? `${sayNumber(day.value)} ${habit.unit}`.trim() : null;
  const label = texts.cell(habit.name, sayDay(day.day), day.state, amount);
  const shared = {
    type: "button" as const,
    className: styles.cell,
    "data-state": day.state,
    "data-today": today || undefined,
    "data-cell": `${at[0]}-${at[1]}`,
    "aria-label": label,
    title: label,
    tabIndex: last ? 0 : -1,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "s" && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        event.stopPropagation();
        acts.skip(day);
      }
    },
  };
  if (habit.kind === "yes_no")
    return (
      <button {...shared} aria-pressed={day.state === "done"} onClick={() => acts.toggle(day)}>
        <Sign day={day} />
      </button>
    );
  return (
    <Popover
      label={label}
      width={230}
      button={(props) => (
        <button {...shared} {...props}>
          {amount === null ? <Sign day={day} /> : <span className={styles.number}>{short(day.value ?? 0)}</span>}
        </button>
      )}
    >
      {(close) => <Amount habit={habit} day={day.day} value={day.value} acts={acts} close={close} />}
    </Popover>
  );
}

/** A number that fits into a cell: 12, 7.5, 12k. */
function short(value: number): string {
  if (value >= 1000) return `${Math.round(value / 1000)}k`;
  return value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1);
}

function Sign({ day }: { day: HabitDay }) {
  switch (day.state) {
    case "done":
      return (
        <svg viewBox="0 0 18 18" aria-hidden="true">
          <path d="M4.8 9.4l2.8 2.8 5.6-6.2" />
        </svg>
      );
    case "skipped":
      return (
        <svg viewBox="0 0 18 18" aria-hidden="true">
          <path d="M5 9h8" />
        </svg>
      );
    case "paused":
      return (
        <svg viewBox="0 0 18 18" aria-hidden="true">
          <path d="M7 5.5v7M11 5.5v7" />
        </svg>
      );
    case "missed":
    case "off":
      return <span className={styles.dotSign} />;
    default:
      return null;
  }
}

/** Keys move between days and habits; the first one goes to the first habit's today. */
export function useGridKeys(grid: RefObject<HTMLElement | null>): void {
  const move = (rows: number, days: number) => () => {
    const cell = (at: string) => grid.current?.querySelector<HTMLElement>(`[data-cell="${at}"]`);
    const from = document.activeElement?.closest<HTMLElement>("[data-cell]")?.dataset.cell?.split("-").map(Number);
    if (!from) grid.current?.querySelector<HTMLElement>("[data-cell][tabindex='0']")?.focus();
    else cell(`${(from[0] ?? 0) + rows}-${(from[1] ?? 0) + days}`)?.focus();
  };
  usePageKeys({
    j: move(1, 0),
    down: move(1, 0),
    k: move(-1, 0),
    up: move(-1, 0),
    left: move(0, -1),
    right: move(0, 1),
  });
}
