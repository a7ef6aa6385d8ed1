// Which lines of a long list are drawn. A line is as tall as a row or as a heading, so places are reckoned and nothing
// is measured. Lines are drawn in blocks: most steps of scrolling then draw nothing at all.
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { rowHeight } from "../../kit/density";
import type { Rows } from "./rows";

/** The height of a heading, in CSS pixels; `TaskList.module.css` says the same. */
const HEADING = 44;
/** Lines drawn together. */
export const BLOCK = 8;
/** What is kept free above and below a line that is revealed, in CSS pixels; `scroll-margin` of a row says the same. */
const BAR = 60;

type Element = RefObject<HTMLElement | null>;

/** Where a line begins, in CSS pixels from the top of the list. */
export const topsOf = (rows: Rows, row: number) => (index: number) =>
  index * row + (rows.headingsBefore?.(index) ?? 0) * (HEADING - row);

/** The height of a row now: it follows the density. */
function useRowHeight() {
  const [height, setHeight] = useState(rowHeight);
  useEffect(() => {
    const density = new MutationObserver(() => setHeight(rowHeight()));
    density.observe(document.documentElement, { attributeFilter: ["data-density"] });
    return () => density.disconnect();
  }, []);
  return height;
}

/**
 * The blocks of `rows` that are to be drawn while `scroller` shows a part of `list`. `kept` is a line that stays
 * drawn wherever the list is scrolled to: one that holds the keyboard must not go from under it.
 */
export function useLines(rows: Rows, scroller: Element | null, list: Element, kept: number | null, enabled: boolean) {
  const height = useRowHeight();
  const top = useMemo(() => topsOf(rows, height), [rows, height]);
  const [margin, setMargin] = useState(0);
  const count = enabled ? Math.ceil(rows.count / BLOCK) : 0;
  const end = (block: number) => Math.min(rows.count, (block + 1) * BLOCK);
  const held = kept !== null && kept < rows.count ? Math.floor(kept / BLOCK) : null;

  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller?.current ?? null,
    estimateSize: (block) => top(end(block)) - top(block * BLOCK),
    overscan: 1,
    // React may put the drawing of several scroll events together.
    useFlushSync: false,
    scrollMargin: margin,
    rangeExtractor: (range: Range) => {
      const blocks = defaultRangeExtractor(range);
      return held === null || held >= count || blocks.includes(held) ? blocks : [...blocks, held].sort((a, b) => a - b);
    },
  });
  useLayoutEffect(() => {
    if (enabled) setMargin(list.current?.offsetTop ?? 0);
  }, [enabled, list]);
  // The library keeps the sizes that it was once told.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other places are other sizes
  useLayoutEffect(() => virtual.measure(), [virtual, top]);

  /** Scrolls no further than it takes to see a line. */
  const reveal = useCallback(
    (index: number) => {
      const [view, lines] = [scroller?.current, list.current];
      if (!view || !lines) return;
      const room = BAR + height;
      const from = lines.offsetTop + top(index);
      if (from - BAR < view.scrollTop) view.scrollTop = from - BAR;
      else if (from + room > view.scrollTop + view.clientHeight) view.scrollTop = from + room - view.clientHeight;
    },
    [scroller, list, top, height],
  );

  return {
    blocks: virtual.getVirtualItems().map(({ index }) => {
      const from = index * BLOCK;
      return { from, to: end(index), top: top(from), height: top(end(index)) - top(from) };
    }),
    total: top(rows.count),
    first: (virtual.range?.startIndex ?? 0) * BLOCK,
    last: Math.min(rows.count, ((virtual.range?.endIndex ?? 0) + 1) * BLOCK) - 1,
    reveal,
  };
}
