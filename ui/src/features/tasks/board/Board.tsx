// Tasks in columns (status, project, priority, area) or in Eisenhower's quadrants, moved by pointer and by keyboard.
import { DndContext, type DragEndEvent, DragOverlay, type DragStartEvent } from "@dnd-kit/core";
import { useMemo, useRef, useState } from "react";
import type { Task, TaskGroup, TaskGroupCount, TaskId, TaskSort } from "../../../api/bindings";
import { useClient, useMutation, useOperation } from "../../../api/react";
import { Notice } from "../../../kit/Empty";
import { isSelected, useActive } from "../active";
import { BulkBar } from "../BulkBar";
import { announcements, collide, useDragSensors } from "../drag";
import { groupTitle } from "../groups";
import { useProjectNames } from "../projectNames";
import { texts } from "../texts";
import styles from "./Board.module.css";
import { CardFace } from "./Card";
import { Column } from "./Column";
import { useBoardKeys } from "./keys";

type Props = { filter: string; sort: TaskSort; group: Exclude<TaskGroup, "none" | "day"> };

/** A card on its way to where it was dropped. */
export type Moving = { task: Task; key: string; before: TaskId | null };

const STATUSES = ["inbox", "todo", "doing", "waiting", "done"];
const FIXED: Partial<Record<TaskGroup, readonly string[]>> = {
  status: STATUSES,
  priority: ["1", "2", "3", "4", "none"],
  quadrant: ["do", "plan", "delegate", "drop"],
};

export function Board({ filter, sort, group }: Props) {
  const client = useClient();
  // A board of statuses has a column for what is done; a filter that names no status means open tasks.
  const answer = useOperation("tasks.groups", { filter, group }, { keep: true });
  const projects = useOperation("projects.list", null, { enabled: group === "project" });
  const place = useMutation("tasks.place");
  const projectOf = useProjectNames();
  const root = useRef<HTMLDivElement>(null);
  const known = useRef(new Map<TaskId, Task>());
  const [dragged, setDragged] = useState<Task | null>(null);
  const [moving, setMoving] = useState<Moving | null>(null);
  const sensors = useDragSensors("board");

  const columns = useMemo(() => {
    const found = answer.data?.groups ?? [];
    const keys = new Map(found.map((one) => [one.key, one]));
    const wanted: TaskGroupCount[] = (FIXED[group] ?? []).map((key) => keys.get(key) ?? { key, name: null, count: 0 });
    const rest = found.filter((one) => !wanted.some((column) => column.key === one.key));
    const others = (projects.data ?? [])
      .filter((project) => group === "project" && project.status === "active" && !keys.has(String(project.id)))
      .slice(0, 8)
      .map((project) => ({ key: String(project.id), name: project.name, count: 0 }));
    const all = [
      ...wanted,
      ...rest.filter((one) => one.key !== "none"),
      ...others,
      ...rest.filter((one) => one.key === "none"),
    ];
    return all.map((one) => ({ ...one, title: groupTitle(group, one) }));
  }, [answer.data, projects.data, group]);
  const total = columns.reduce((sum, column) => sum + column.count, 0);
  useBoardKeys({ root, known, filter, total });

  const titleOf = (key: unknown) => columns.find((column) => column.key === key)?.title ?? "";
  const onDragStart = ({ active }: DragStartEvent) => setDragged(known.current.get(active.id as TaskId) ?? null);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const task = known.current.get(active.id as TaskId);
    if (!task || !over) return;
    const from = active.data.current?.column as string;
    const key = over.data.current?.column as string;
    const byHand = sort === "manual" && over.id !== active.id;
    if (from === key && !byHand) return;
    const cards = cardIds(root.current, key).filter((id) => id !== task.id);
    const at = cards.indexOf(over.id as TaskId);
    // Downwards in its own column it takes the place of the card that moves up.
    const down = from === key && cardIds(root.current, key).indexOf(task.id) <= at;
    const index = at < 0 ? cards.length : down ? at + 1 : at;
    const state = useActive.getState();
    const together = isSelected(state, task.id) && !state.inverted ? [...state.selected] : [task.id];
    setMoving({ task, key, before: cards[index] ?? null });
    const done = place.mutateAsync({
      ids: together,
      ...(from === key ? {} : { to: { group, key } }),
      ...(byHand ? { after: cards[index - 1] ?? null, before: cards[index] ?? null } : {}),
    });
    void done
      .then(() => client.queries.invalidateQueries({ queryKey: ["tasks.list"] }))
      .catch(() => undefined)
      .finally(() => {
        setMoving(null);
        requestAnimationFrame(() => focusCard(root.current, task.id));
      });
  };

  if (answer.error) return <Notice tone="rubric">{answer.error.message}</Notice>;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={collide}
      accessibility={{
        announcements: announcements((id) => known.current.get(id as TaskId)?.title ?? "", titleOf),
        screenReaderInstructions: { draggable: texts.drag.how },
      }}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onDragCancel={() => setDragged(null)}
    >
      {answer.data?.rule && <p className={styles.rule}>{answer.data.rule}</p>}
      <div ref={root} className={group === "quadrant" ? styles.matrix : styles.board} data-testid="board">
        {columns.map((column) => (
          <Column
            key={column.key}
            column={column}
            filter={filter}
            sort={sort}
            group={group}
            known={known.current}
            moving={moving}
            projectOf={projectOf}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged && <CardFace task={dragged} project={projectOf(dragged.project)} lifted />}
      </DragOverlay>
      <BulkBar />
    </DndContext>
  );
}

function cardIds(root: HTMLElement | null, key: string): TaskId[] {
  const cards = root?.querySelectorAll<HTMLElement>(`[data-column="${CSS.escape(key)}"] [data-card]`) ?? [];
  return [...cards].map((card) => Number(card.dataset.card) as TaskId);
}

export function focusCard(root: HTMLElement | null, id: TaskId) {
  root?.querySelector<HTMLElement>(`[data-card="${id}"] [data-card-title]`)?.focus();
}
