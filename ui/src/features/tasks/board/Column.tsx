import { useDroppable } from "@dnd-kit/core";
import { SortableContext, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { useState } from "react";
import type { ProjectId, Task, TaskGroup, TaskGroupCount, TaskId, TaskSort } from "../../../api/bindings";
import { useOperation } from "../../../api/react";
import { quadrantNames, texts } from "../texts";
import type { Moving } from "./Board";
import styles from "./Board.module.css";
import { Card } from "./Card";

const FIRST = 50;
const MOST = 500;

type Props = {
  column: TaskGroupCount & { title: string };
  filter: string;
  sort: TaskSort;
  group: TaskGroup;
  /** The tasks on the board, for keys and drags. */
  known: Map<TaskId, Task>;
  moving: Moving | null;
  projectOf: (id: ProjectId | null) => { name: string; colour: string | undefined } | undefined;
};

export function Column({ column, filter, sort, group, known, moving, projectOf }: Props) {
  const [limit, setLimit] = useState(FIRST);
  const input = { filter, group, within: column.key, sort, limit };
  const page = useOperation("tasks.list", input, { enabled: column.count > 0, keep: true });
  const { setNodeRef, isOver } = useDroppable({ id: `column:${column.key}`, data: { column: column.key } });
  const loaded = column.count > 0 ? (page.data?.tasks ?? []) : [];
  for (const task of loaded) known.set(task.id, task);
  const tasks = withMoving(loaded, column.key, moving);
  const total = page.data && column.count > 0 ? page.data.total : column.count;
  const quadrant = group === "quadrant" ? quadrantNames[column.key as keyof typeof quadrantNames] : undefined;

  return (
    <section
      ref={setNodeRef}
      className={styles.column}
      aria-label={column.title}
      data-column={column.key}
      data-over={isOver || undefined}
      data-testid={`column-${column.key}`}
    >
      <header className={styles.head}>
        <h2>{column.title}</h2>
        <span className={styles.count}>{total.toLocaleString()}</span>
        {quadrant && <span className={styles.note}>{quadrant.note}</span>}
      </header>
      <SortableContext items={tasks.map((task) => task.id)} strategy={verticalListSortingStrategy}>
        <div className={styles.cards}>
          {tasks.map((task) => (
            <Card
              key={task.id}
              task={task}
              column={column.key}
              project={group === "project" ? undefined : projectOf(task.project)}
            />
          ))}
          {tasks.length === 0 && <p className={styles.empty}>{texts.emptyColumn}</p>}
          {total > tasks.length && limit < MOST && tasks.length > 0 && (
            <button type="button" className={styles.more} onClick={() => setLimit(MOST)}>
              {texts.more(Math.min(total, MOST) - tasks.length)}
            </button>
          )}
        </div>
      </SortableContext>
    </section>
  );
}

/** What was just dropped already stands where it was dropped. */
function withMoving(tasks: Task[], key: string, moving: Moving | null): Task[] {
  if (!moving) return tasks;
  const rest = tasks.filter((task) => task.id !== moving.task.id);
  if (moving.key !== key) return rest;
  const at = rest.findIndex((task) => task.id === moving.before);
  return at < 0 ? [...rest, moving.task] : [...rest.slice(0, at), moving.task, ...rest.slice(at)];
}
