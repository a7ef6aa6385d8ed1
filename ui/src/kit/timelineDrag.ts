// Dragging on a timeline: something is moved, grows at one end, or comes in from outside.
import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from "react";

/** Times fall on full quarters of an hour. */
export const STEP = 15 * 60_000;

export type Grip = "move" | "start" | "end";
export type Target = { column: string; from: number; until: number };
export type Carried = {
  /** Nothing for what is not on the timeline yet. */
  key: string | null;
  title: string;
  from: number;
  until: number;
  grip: Grip;
};
export type Drag = Carried & { target: Target | null };

type Bounds = { key: string; from: number; until: number };

/** So many pixels are no drag. */
const SLACK = 4;

export function useTimelineDrag(columns: readonly Bounds[], onDrop: (drag: Carried, target: Target) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const latest = useRef({ columns, onDrop });
  latest.current = { columns, onDrop };
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const begin = useCallback((event: ReactPointerEvent, carried: Carried) => {
    if (event.button !== 0) return;
    const start = { x: event.clientX, y: event.clientY };
    // Where in the thing it was taken hold of.
    const held = timeAt(event.clientX, event.clientY, latest.current.columns)?.at ?? carried.from;
    const offset = carried.key === null ? 0 : held - carried.from;
    let target: Target | null = null;
    let moving = false;
    const move = (moved: PointerEvent) => {
      if (!moving && Math.hypot(moved.clientX - start.x, moved.clientY - start.y) < SLACK) return;
      moving = true;
      const over = timeAt(moved.clientX, moved.clientY, latest.current.columns);
      target = over && targetOf(carried, over.column, over.at, offset);
      setDrag({ ...carried, target });
    };
    const end = (dropped: boolean) => {
      stop.current?.();
      stop.current = null;
      setDrag(null);
      if (dropped && moving && target) latest.current.onDrop(carried, target);
    };
    const up = () => end(true);
    const cancel = () => end(false);
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== "Escape") return;
      pressed.stopPropagation();
      end(false);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", key, true);
    stop.current = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", cancel);
      window.removeEventListener("keydown", key, true);
    };
  }, []);
  return { drag, begin };
}

function timeAt(x: number, y: number, columns: readonly Bounds[]): { column: Bounds; at: number } | null {
  const lanes = document.elementFromPoint?.(x, y)?.closest<HTMLElement>("[data-timeline-column]");
  const column = columns.find(({ key }) => key === lanes?.dataset.timelineColumn);
  if (!lanes || !column) return null;
  const box = lanes.getBoundingClientRect();
  return { column, at: column.from + ((y - box.top) / box.height) * (column.until - column.from) };
}

const snap = (at: number) => Math.round(at / STEP) * STEP;

function targetOf(carried: Carried, column: Bounds, at: number, offset: number): Target {
  const { from, until, grip } = carried;
  if (grip === "start") return { column: column.key, from: Math.min(snap(at), until - STEP), until };
  if (grip === "end") return { column: column.key, from, until: Math.max(snap(at), from + STEP) };
  const moved = Math.max(column.from, Math.min(snap(at - offset), column.until - STEP));
  return { column: column.key, from: moved, until: moved + (until - from) };
}
