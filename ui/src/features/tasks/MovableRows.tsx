// Ordering a list by hand with the pointer; Alt+Up and Alt+Down do the same by key. One listener serves the whole
// list, and nothing is known of its rows until one of them is lifted, so that long lists scroll as others do.
import { type ReactNode, type PointerEvent as ReactPointerEvent, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Task } from "../../api/bindings";
import { useScroller } from "../../kit/Page";
import styles from "./TaskList.module.css";

/** A click is no drag: the pointer must go as far as this, in CSS pixels. */
const LIFT = 6;
/** So near an end of the page a carried row scrolls it, in CSS pixels. */
const EDGE = 48;

type Carried = { title: string; x: number; y: number };
type Line = { element: HTMLElement; index: number };

function lineAt(x: number, y: number): Line | null {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-task-row]");
  return element ? { element, index: Number(element.getAttribute("aria-rowindex")) - 1 } : null;
}

/** Carries rows from one line to another. */
export function MovableRows({
  taskAt,
  onMove,
  children,
}: {
  taskAt: (line: number) => Task | undefined;
  onMove: (from: number, to: number) => void;
  children: ReactNode;
}) {
  const scroller = useScroller();
  const [carried, setCarried] = useState<Carried | null>(null);
  const latest = useRef(onMove);
  latest.current = onMove;

  const onPointerDown = (down: ReactPointerEvent) => {
    const from = lineAt(down.clientX, down.clientY);
    const held = (down.target as Element).closest("button, input, a");
    if (down.button !== 0 || !down.isPrimary || !from || held) return;
    let point = { x: down.clientX, y: down.clientY };
    let over: Line | null = null;
    let lifted = false;
    let frame = 0;

    const mark = (next: Line | null) => {
      over?.element.removeAttribute("data-drop");
      over = next && next.index !== from.index ? next : null;
      over?.element.setAttribute("data-drop", from.index < over.index ? "below" : "above");
    };
    const scroll = () => {
      const view = scroller?.current;
      const box = view?.getBoundingClientRect();
      if (view && box) {
        const past = Math.max(0, point.y - box.bottom + EDGE) - Math.max(0, box.top + EDGE - point.y);
        if (past !== 0) {
          view.scrollTop += past / 4;
          mark(lineAt(point.x, point.y));
        }
      }
      frame = requestAnimationFrame(scroll);
    };
    const move = (event: PointerEvent) => {
      point = { x: event.clientX, y: event.clientY };
      if (!lifted) {
        if (Math.hypot(point.x - down.clientX, point.y - down.clientY) < LIFT) return;
        lifted = true;
        from.element.setAttribute("data-lifted", "true");
        frame = requestAnimationFrame(scroll);
      }
      window.getSelection()?.removeAllRanges();
      setCarried({ title: taskAt(from.index)?.title ?? "", ...point });
      mark(lineAt(point.x, point.y));
    };
    const end = (drop: boolean) => {
      const to = over?.index;
      mark(null);
      from.element.removeAttribute("data-lifted");
      cancelAnimationFrame(frame);
      setCarried(null);
      for (const stop of stops) stop();
      if (lifted) suppressClick();
      if (drop && to !== undefined) latest.current(from.index, to);
    };
    const stops: (() => void)[] = [];
    const listen = <K extends keyof WindowEventMap>(kind: K, then: (event: WindowEventMap[K]) => void) => {
      window.addEventListener(kind, then, true);
      stops.push(() => window.removeEventListener(kind, then, true));
    };
    listen("pointermove", move);
    listen("pointerup", () => end(true));
    listen("pointercancel", () => end(false));
    listen("blur", () => end(false));
    listen("keydown", (event) => {
      if (event.key !== "Escape" || !lifted) return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    });
  };

  return (
    <div role="presentation" onPointerDown={onPointerDown}>
      {children}
      {carried &&
        createPortal(
          <div className={styles.carried} style={{ left: carried.x + 8, top: carried.y + 8 }}>
            {carried.title}
          </div>,
          document.body,
        )}
    </div>
  );
}

/** The release of a carried row is a click as well, and must open nothing. */
function suppressClick() {
  const stop = (event: MouseEvent) => event.stopPropagation();
  window.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", stop, true));
}
