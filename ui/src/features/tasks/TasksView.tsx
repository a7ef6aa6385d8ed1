// Any number of tasks as a list: windows of them are asked for while it scrolls.
import { useCallback } from "react";
import type { Task, TaskGroup, TaskSort } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { useTaskPages } from "./pages";
import { TaskList } from "./TaskList";
import styles from "./TasksPage.module.css";
import { texts } from "./texts";

type Props = { filter: string; sort: TaskSort; group: TaskGroup; onClear: () => void };

export function TasksView({ filter, sort, group, onClear }: Props) {
  const { rows, total, error, onRange } = useTaskPages({ filter, sort, group });
  const place = useMutation("tasks.place", { quiet: true });
  const { mutate } = place;
  const onMove = useCallback(
    (task: Task, after: Task | undefined, before: Task | undefined) =>
      mutate({ ids: [task.id], after: after?.id ?? null, before: before?.id ?? null }),
    [mutate],
  );
  if (error) return <Notice tone="rubric">{error.message}</Notice>;
  if (total === 0) {
    if (filter.trim() === "" || filter === "is:open") return <Empty {...texts.none} />;
    return <Empty {...texts.noMatch} action={<Button onClick={onClear}>{texts.clearFilter}</Button>} />;
  }
  return (
    <>
      <p className={styles.total}>
        {total === undefined ? "\u00a0" : texts.count(total)}
        {sort === "manual" && ` · ${texts.manualHint}`}
      </p>
      <TaskList
        label={texts.title}
        rows={rows}
        onRange={onRange}
        all={{ filter, total: total ?? 0 }}
        hideProject={group === "project"}
        {...(sort === "manual" ? { onMove } : {})}
      />
    </>
  );
}
