// Ordering a list by hand with the pointer; Alt+Up and Alt+Down do the same by key.
import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  PointerSensor,
  pointerWithin,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type ReactNode, useState } from "react";
import type { Task } from "../../api/bindings";
import styles from "./TaskList.module.css";

type Line = { task: Task; index: number };

/** Carries rows from one line to another. */
export function MovableRows({
  onMove,
  children,
}: {
  onMove: (task: Task, from: number, to: number) => void;
  children: ReactNode;
}) {
  const [carried, setCarried] = useState<Task | null>(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 6 } }));
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setCarried(null);
    const from = active.data.current as Line | undefined;
    const to = over?.data.current as Line | undefined;
    if (from && to && from.index !== to.index) onMove(from.task, from.index, to.index);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={({ active }) => setCarried((active.data.current as Line | undefined)?.task ?? null)}
      onDragEnd={onDragEnd}
      onDragCancel={() => setCarried(null)}
    >
      {children}
      <DragOverlay dropAnimation={null}>{carried && <div className={styles.carried}>{carried.title}</div>}</DragOverlay>
    </DndContext>
  );
}

export function MovableRow({ task, index, children }: Line & { children: ReactNode }) {
  const { setNodeRef: drag, listeners, isDragging } = useDraggable({ id: task.id, data: { task, index } });
  const { setNodeRef: drop, isOver, active } = useDroppable({ id: `line:${task.id}`, data: { task, index } });
  const from = (active?.data.current as Line | undefined)?.index ?? index;
  return (
    <div
      ref={(element) => {
        drag(element);
        drop(element);
      }}
      role="presentation"
      className={styles.movable}
      data-lifted={isDragging || undefined}
      data-drop={isOver && from !== index ? (from < index ? "below" : "above") : undefined}
      onPointerDown={listeners?.onPointerDown as never}
    >
      {children}
    </div>
  );
}
