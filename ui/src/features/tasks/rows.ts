// What a task list draws, line by line. Rows are asked for by number, so 100,000 of them cost nothing.
import type { ReactNode } from "react";
import type { Task, TaskId } from "../../api/bindings";

export type Row =
  | { kind: "task"; task: Task; time?: boolean }
  | { kind: "heading"; title: string; count?: number; tone?: "rubric"; aside?: ReactNode }
  | { kind: "note"; key: string; node: ReactNode }
  | { kind: "gap" };

export type Rows = {
  count: number;
  at: (index: number) => Row;
  /** Which task, counted without headings, a line is or comes before. */
  taskNumber?: (index: number) => number;
  /** How many headings stand above a line; without it there are none. */
  headingsBefore?: (index: number) => number;
};

/** A group of tasks under a heading. */
export type TaskSection = {
  key: string;
  title?: string;
  count?: number;
  tone?: "rubric";
  tasks: readonly Task[];
  /** Shows the time of day in front: a timeline. */
  time?: boolean;
  /** Stands right of the heading. A section that has one is shown without tasks as well. */
  aside?: ReactNode;
  /** What stands between the tasks, such as the present moment: before the task at `at`. */
  notes?: readonly { at: number; key: string; node: ReactNode }[];
};

export function sectionRows(sections: readonly TaskSection[]): Rows {
  const rows: Row[] = [];
  for (const { title, count, tone, tasks, time, aside, notes = [] } of sections) {
    if (tasks.length === 0 && !aside && notes.length === 0) continue;
    if (title) {
      const more = { ...(tone ? { tone } : {}), ...(aside ? { aside } : {}) };
      rows.push({ kind: "heading", title, count: count ?? tasks.length, ...more });
    }
    const before = (index: number) => {
      for (const { at, key, node } of notes) if (at === index) rows.push({ kind: "note", key, node });
    };
    tasks.forEach((task, index) => {
      before(index);
      rows.push({ kind: "task", task, ...(time ? { time } : {}) });
    });
    before(tasks.length);
  }
  const headings = rows.flatMap((row, index) => (row.kind === "heading" ? [index] : []));
  return {
    count: rows.length,
    at: (index) => rows[index] ?? { kind: "gap" },
    headingsBefore: (index) => lastAtMost(headings, index - 1) + 1,
  };
}

/** The place of the last of `sorted` numbers that is at most `limit`, or -1. */
function lastAtMost(sorted: readonly number[], limit: number): number {
  let [low, high] = [-1, sorted.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Rows of which only some windows of `size` have been loaded. */
export function pagedRows(total: number, size: number, page: (number: number) => readonly Task[] | undefined): Rows {
  return {
    count: total,
    at(index) {
      const task = page(Math.floor(index / size))?.[index % size];
      return task ? { kind: "task", task } : { kind: "gap" };
    },
  };
}

/** Rows under headings of which the counts are known, but not all tasks are loaded. */
export function groupedRows(tasks: Rows, groups: readonly { title: string; count: number; tone?: "rubric" }[]): Rows {
  const starts: number[] = [];
  let line = 0;
  for (const group of groups) {
    starts.push(line);
    line += group.count + 1;
  }
  const groupAt = (index: number) => Math.max(0, lastAtMost(starts, index));
  return {
    count: line,
    taskNumber: (index) => Math.max(0, index - groupAt(index) - 1),
    headingsBefore: (index) => lastAtMost(starts, index - 1) + 1,
    at(index) {
      const number = groupAt(index);
      const group = groups[number];
      if (!group) return { kind: "gap" };
      if (starts[number] === index) return { kind: "heading", ...group };
      return tasks.at(index - number - 1);
    },
  };
}

/** The next line in a direction that can have the focus. Lines that are not loaded yet can. */
export function step(rows: Rows, from: number, by: 1 | -1): number {
  for (let at = from + by; at >= 0 && at < rows.count; at += by)
    if (["task", "gap"].includes(rows.at(at).kind)) return at;
  return from;
}

/** The tasks between two lines, both included, as far as they are loaded. */
export function between(rows: Rows, a: number, b: number): TaskId[] {
  const ids: TaskId[] = [];
  for (let at = Math.max(0, Math.min(a, b)); at <= Math.max(a, b) && at < rows.count; at += 1) {
    const row = rows.at(at);
    if (row.kind === "task") ids.push(row.task.id);
  }
  return ids;
}
