// One day of the calendar: a place to drop, with its tasks.
import { useDraggable, useDroppable } from "@dnd-kit/core";
import { IconFlag3 } from "@tabler/icons-react";
import { type MouseEvent, memo } from "react";
import type { Task, TaskId } from "../../../api/bindings";
import { sayClock, sayFullDay, todayIso } from "../../../kit/time";
import { isSelected, useActive } from "../active";
import { texts } from "../texts";
import styles from "./Calendar.module.css";

type Props = {
  day: string;
  tasks: readonly Task[];
  outside: boolean;
  /** More are counted, not drawn. */
  most: number;
  onDay: (day: string) => void;
  onOpen: (id: TaskId) => void;
};

export function Day({ day, tasks, outside, most, onDay, onOpen }: Props) {
  const { setNodeRef, isOver } = useDroppable({ id: `column:${day}`, data: { column: day } });
  const drawn = tasks.length > most ? tasks.slice(0, most - 1) : tasks;
  const today = todayIso();
  return (
    <div
      ref={setNodeRef}
      role="gridcell"
      className={styles.day}
      data-day={day}
      data-over={isOver || undefined}
      data-outside={outside || undefined}
      data-today={day === today || undefined}
      data-weekend={[0, 6].includes(new Date(`${day}T12:00`).getDay()) || undefined}
    >
      <button
        type="button"
        className={styles.number}
        aria-label={texts.calendar.day(sayFullDay(day), tasks.length)}
        {...(day === today ? { "aria-current": "date" as const } : {})}
        onClick={() => onDay(day)}
      >
        {Number(day.slice(8))}
      </button>
      {drawn.map((task) => (
        <Entry key={task.id} task={task} day={day} onOpen={onOpen} />
      ))}
      {drawn.length < tasks.length && (
        <button type="button" className={styles.more} onClick={() => onDay(day)}>
          {texts.calendar.more(tasks.length - drawn.length)}
        </button>
      )}
    </div>
  );
}

const Entry = memo(function Entry({ task, day, onOpen }: { task: Task; day: string; onOpen: (id: TaskId) => void }) {
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id: task.id, data: { column: day } });
  const selected = useActive((active) => isSelected(active, task.id));
  const { role: _, ...described } = attributes;
  const onClick = (event: MouseEvent) => {
    if (!event.ctrlKey && !event.metaKey) return onOpen(task.id);
    const next = new Set(useActive.getState().selected);
    if (!next.delete(task.id)) next.add(task.id);
    useActive.setState({ selected: next });
  };
  return (
    <button
      type="button"
      ref={setNodeRef}
      {...described}
      {...listeners}
      className={styles.entry}
      data-entry={task.id}
      data-tone={toneOf(task, day)}
      data-selected={selected || undefined}
      data-lifted={isDragging || undefined}
      data-testid="calendar-entry"
      title={task.title}
      onFocus={() => useActive.setState({ focused: task.id })}
      onClick={onClick}
    >
      <EntryFace task={task} />
    </button>
  );
});

export function EntryFace({ task }: { task: Task }) {
  const at = (task.scheduled ?? task.deadline)?.at ?? null;
  return (
    <>
      {at !== null && <span className={styles.time}>{sayClock(at)}</span>}
      {task.scheduled === null && <IconFlag3 size={11} stroke={1.9} className={styles.flag} aria-label="Deadline" />}
      {task.title}
    </>
  );
}

function toneOf(task: Task, day: string): "done" | "late" | undefined {
  if (task.status === "done" || task.status === "dropped") return "done";
  return day < todayIso() ? "late" : undefined;
}
