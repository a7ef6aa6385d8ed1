// The day as rows tell it: what stands when, how much is left, until when. Nothing here is guessed.
import type { Task } from "../../api/bindings";

/** Where the present moment stands among tasks in the order of their times: before the first that begins later. */
export function nowAt(timed: readonly Task[], now: number): number {
  const next = timed.findIndex((task) => (task.scheduled?.at ?? 0) > now);
  return next < 0 ? timed.length : next;
}

/** When a task ends: its own end, or its start and its estimate. */
function endOf(task: Task): number | null {
  if (task.scheduled_end !== null) return task.scheduled_end;
  const start = task.scheduled?.at ?? null;
  return start === null ? null : start + (task.effort_minutes ?? 0) * 60_000;
}

export type Left = {
  /** How many tasks of the day are open. */
  tasks: number;
  /** Their estimates together, in minutes: from start to end where both are set. */
  minutes: number;
  /** How many have no estimate. */
  unknown: number;
  /** When the last task with a time ends. */
  until: number | null;
};

export function leftOf(tasks: readonly Task[]): Left {
  const left: Left = { tasks: tasks.length, minutes: 0, unknown: 0, until: null };
  for (const task of tasks) {
    const start = task.scheduled?.at ?? null;
    const length =
      start !== null && task.scheduled_end !== null
        ? Math.round((task.scheduled_end - start) / 60_000)
        : task.effort_minutes;
    if (length === null) left.unknown += 1;
    else left.minutes += length;
    const end = endOf(task);
    if (end !== null && end > (left.until ?? 0)) left.until = end;
  }
  return left;
}
