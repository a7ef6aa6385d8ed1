// Which lines of a long list are drawn. A line is as tall as a row or as a heading, so places are reckoned and nothing
// is measured. Lines are drawn in blocks: most steps of scrolling then draw nothing at all.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { rowHeight } from "../../kit/density";
import type { Rows } from "./rows";

/** The height of a heading, in CSS pixels; `TaskList.module.css` says the same. */
const HEADING = 44;
/** Lines drawn together. */
export const BLOCK = 8;
/** Drawn above and below what is seen, in CSS pixels: as far as one step of a fast wheel goes. */
const BEYOND = 280;

export type Places = {
  /** Where a line begins, in CSS pixels from the top of the list. */
  top: (index: number) => number;
  /** The line at a place. */
  at: (y: number) => number;
  total: number;
};

export function placesOf(rows: Rows, row: number): Places {
  const top = (index: number) => index * row + (rows.headingsBefore?.(index) ?? 0) * (HEADING - row);
  const at = (y: number) => {
    let [low, high] = [0, Math.max(0, rows.count - 1)];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (top(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return { top, at, total: top(rows.count) };
}

type Element = RefObject<HTMLElement | null>;

/**
 * The blocks of `rows` that are to be drawn while `scroller` shows a part of `list`. `kept` is a line that stays
 * drawn wherever the list is scrolled to: one that holds the keyboard must not go from under it.
 */
export function useLines(rows: Rows, scroller: Element | null, list: Element, kept: number | null, enabled: boolean) {
  const [height, setHeight] = useState(rowHeight);
  const places = useMemo(() => placesOf(rows, height), [rows, height]);
  const [[first, last], setShown] = useState<readonly [number, number]>([0, 0]);

  const look = useCallback(() => {
    const [view, lines] = [scroller?.current, list.current];
    if (!view || !lines) return;
    const from = view.scrollTop - lines.offsetTop;
    const block = (y: number) => Math.floor(places.at(y) / BLOCK);
    const next = [block(from - BEYOND), block(from + view.clientHeight + BEYOND)] as const;
    setShown((old) => (old[0] === next[0] && old[1] === next[1] ? old : next));
  }, [scroller, list, places]);

  useLayoutEffect(() => {
    if (enabled) look();
  }, [enabled, look]);
  useEffect(() => {
    const view = scroller?.current;
    if (!view || !enabled) return;
    const resized = () => {
      setHeight(rowHeight());
      look();
    };
    view.addEventListener("scroll", look, { passive: true });
    const size = new ResizeObserver(resized);
    size.observe(view);
    const density = new MutationObserver(resized);
    density.observe(document.documentElement, { attributeFilter: ["data-density"] });
    return () => {
      view.removeEventListener("scroll", look);
      size.disconnect();
      density.disconnect();
    };
  }, [scroller, enabled, look]);

  /** Scrolls no further than it takes to see a line. */
  const reveal = useCallback(
    (index: number) => {
      const [view, lines] = [scroller?.current, list.current];
      if (!view || !lines) return;
      const room = BAR + height;
      const top = lines.offsetTop + places.top(index);
      if (top - BAR < view.scrollTop) view.scrollTop = top - BAR;
      else if (top + room > view.scrollTop + view.clientHeight) view.scrollTop = top + room - view.clientHeight;
    },
    [scroller, list, places, height],
  );

  const most = Math.max(0, Math.ceil(rows.count / BLOCK) - 1);
  const blocks = new Set<number>();
  for (let block = Math.min(first, most); block <= Math.min(last, most); block += 1) blocks.add(block);
  if (kept !== null && kept < rows.count) blocks.add(Math.floor(kept / BLOCK));
  return {
    places,
    blocks: [...blocks].sort((a, b) => a - b),
    first: first * BLOCK,
    last: Math.min(rows.count, (last + 1) * BLOCK) - 1,
    reveal,
  };
}

/** What is kept free above and below a line that is revealed, in CSS pixels; `scroll-margin` of a row says the same. */
const BAR = 60;
