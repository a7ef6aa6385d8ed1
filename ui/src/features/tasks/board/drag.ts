// How cards are carried: pointer and keyboard, and what a screen reader is told.
import {
  type Announcements,
  type CollisionDetection,
  closestCorners,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { sortableKeyboardCoordinates } from "@dnd-kit/sortable";
import { texts } from "../texts";

const isColumn = (id: unknown) => String(id).startsWith("column:");

/** Left and right go to the column beside; up and down go from card to card. */
const coordinates: KeyboardCoordinateGetter = (event, args) => {
  const { code } = event;
  if (code !== "ArrowLeft" && code !== "ArrowRight") {
    const { droppableContainers, over } = args.context;
    const next = sortableKeyboardCoordinates(event, args);
    // In a matrix the quadrant below is reached from the last card of the one above.
    if (next || !over || (code !== "ArrowDown" && code !== "ArrowUp")) return next;
    const here = droppableContainers.get(over.id)?.rect.current;
    return here ? args.currentCoordinates : undefined;
  }
  event.preventDefault();
  const { collisionRect, droppableContainers, droppableRects } = args.context;
  if (!collisionRect) return undefined;
  const middle = collisionRect.left + collisionRect.width / 2;
  const columns = droppableContainers
    .getEnabled()
    .filter(({ id }) => isColumn(id))
    .map(({ id }) => droppableRects.get(id))
    .filter((rect) => rect !== undefined)
    .filter((rect) => (code === "ArrowRight" ? rect.left > middle : rect.right < middle))
    .sort(
      (a, b) =>
        Math.abs(a.left - middle) - Math.abs(b.left - middle) ||
        Math.abs(a.top - collisionRect.top) - Math.abs(b.top - collisionRect.top),
    );
  const nearest = columns[0];
  return nearest ? { x: nearest.left + 8, y: nearest.top + 40 } : undefined;
};

/** Under the pointer a card before its column; by keyboard the nearest corners. */
export const collide: CollisionDetection = (args) => {
  const under = args.pointerCoordinates ? pointerWithin(args) : closestCorners(args);
  const column = under.find(({ id }) => isColumn(id));
  const card = under.find(({ id }) => !isColumn(id) && id !== args.active.id);
  const own = under.find(({ id }) => id === args.active.id);
  const first = args.pointerCoordinates ? (card ?? own ?? column) : under[0];
  return first ? [first] : [];
};

export function useBoardSensors() {
  return useSensors(
    // A click is no drag.
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: coordinates,
      keyboardCodes: { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter", "Tab"] },
    }),
  );
}

export function announcements(titleOf: (id: unknown) => string, columnOf: (key: unknown) => string): Announcements {
  const column = (over: { data: { current?: Record<string, unknown> | undefined } } | null) =>
    columnOf(over?.data.current?.column);
  return {
    onDragStart: ({ active }) => texts.drag.lifted(titleOf(active.id)),
    onDragOver: ({ active, over }) => (over ? texts.drag.over(titleOf(active.id), column(over)) : undefined),
    onDragEnd: ({ active, over }) =>
      over ? texts.drag.dropped(titleOf(active.id), column(over)) : texts.drag.back(titleOf(active.id)),
    onDragCancel: ({ active }) => texts.drag.back(titleOf(active.id)),
  };
}
