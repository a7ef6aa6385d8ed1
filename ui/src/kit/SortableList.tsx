// A list that is put in order by hand: carried by the pointer, or moved by Alt+Up and Alt+Down where the focus is.
import { closestCenter, DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { arrayMove, SortableContext, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import styles from "./SortableList.module.css";

/** A click is no drag: the pointer must go as far as this, in CSS pixels. */
const LIFT = 6;

type Props<T> = {
  items: readonly T[];
  idOf: (item: T) => number;
  className?: string | undefined;
  /** The ids in their new order, and what was moved; settles when it is kept. */
  onOrder: (ids: number[], moved: number) => Promise<unknown>;
  children: (item: T) => ReactNode;
};

export function SortableList<T>({ items, idOf, className, onOrder, children }: Props<T>) {
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: LIFT } }));
  // The new order is shown at once: until the items come in it, or it was refused.
  const [order, setOrder] = useState<readonly number[] | null>(null);
  const known = new Map(items.map((item) => [idOf(item), item]));
  const came = [...known.keys()].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever comes is the truth
  useEffect(() => setOrder(null), [came]);
  const ids = order ?? [...known.keys()];

  const move = (id: number, to: number) => {
    const from = ids.indexOf(id);
    if (to < 0 || to >= ids.length || to === from) return;
    const next = arrayMove([...ids], from, to);
    setOrder(next);
    onOrder(next, id).catch(() => setOrder(null));
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over) move(Number(active.id), ids.indexOf(Number(over.id)));
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        <ul className={className}>
          {ids.map((id, at) => {
            const item = known.get(id);
            return (
              item !== undefined && (
                <Line key={id} id={id} onStep={(step) => move(id, at + step)}>
                  {children(item)}
                </Line>
              )
            );
          })}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

function Line({ id, onStep, children }: { id: number; onStep: (step: number) => void; children: ReactNode }) {
  const { listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(step);
  };
  return (
    <li
      ref={setNodeRef}
      className={styles.line}
      data-lifted={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      {...listeners}
      onKeyDown={onKeyDown}
      // A link would be dragged as an address.
      onDragStart={(event) => event.preventDefault()}
    >
      {children}
    </li>
  );
}
