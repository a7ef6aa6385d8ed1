// How tasks are carried on boards and calendars: by pointer and by keyboard, and what a screen reader is told.
// A place to drop is called `column:KEY`, whether it is a column, a quadrant or a day.
import {
  type Announcements,
  type CollisionDetection,
  closestCorners,
  type DroppableContainer,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  PointerSensor,
  pointerWithin,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { sortableKeyboardCoordinates } from "@dnd-kit/sortable";
import { texts } from "./texts";

const isColumn = (id: unknown) => String(id).startsWith("column:");
const ACROSS = ["ArrowLeft", "ArrowRight"];
const ARROWS = [...ACROSS, "ArrowUp", "ArrowDown"];

/** To the column, quadrant or day beside. */
const beside: KeyboardCoordinateGetter = (event, { context }) => {
  const { code } = event;
  const { collisionRect: here, droppableContainers, droppableRects } = context;
  if (!here || !ARROWS.includes(code)) return undefined;
  event.preventDefault();
  const x = here.left + Math.min(here.width / 2, 40);
  const y = here.top + Math.min(here.height / 2, 20);
  const rects = droppableContainers
    .getEnabled()
    .filter(({ id }: DroppableContainer) => isColumn(id))
    .map(({ id }: DroppableContainer) => droppableRects.get(id))
    .filter((rect) => rect !== undefined)
    .filter((rect) => {
      if (code === "ArrowRight") return rect.left > x;
      if (code === "ArrowLeft") return rect.right < x;
      return code === "ArrowDown" ? rect.top > y : rect.bottom < y;
    });
  // First along the arrow, then how far it is to the side.
  const off = (from: number, to: number, at: number) => Math.max(0, from - at, at - to);
  const distance = (rect: { left: number; right: number; top: number; bottom: number }) => {
    const [dx, dy] = [off(rect.left, rect.right, x), off(rect.top, rect.bottom, y)];
    return ACROSS.includes(code) ? dx + 5 * dy : dy + 5 * dx;
  };
  const nearest = rects.sort((a, b) => distance(a) - distance(b))[0];
  return nearest ? { x: nearest.left + 8, y: nearest.top + 36 } : undefined;
};

/** On a board left and right go to the column beside, up and down from card to card. */
const onBoard: KeyboardCoordinateGetter = (event, args) =>
  ACROSS.includes(event.code) ? beside(event, args) : sortableKeyboardCoordinates(event, args);

/** Under the pointer a card before its column; by keyboard the nearest corners. */
export const collide: CollisionDetection = (args) => {
  if (!args.pointerCoordinates) return closestCorners(args).slice(0, 1);
  const under = pointerWithin(args);
  const card = under.find(({ id }) => !isColumn(id) && id !== args.active.id);
  const own = under.find(({ id }) => id === args.active.id);
  const first = card ?? own ?? under.find(({ id }) => isColumn(id));
  return first ? [first] : [];
};

export function useDragSensors(where: "board" | "calendar") {
  return useSensors(
    // A click is no drag.
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: where === "board" ? onBoard : beside,
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
