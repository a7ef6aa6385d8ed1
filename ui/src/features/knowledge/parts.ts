// Cuts a document into what the reader draws: page marks, and blocks whose cited and highlighted stretches are marked.
import type { Block, ItemDetail, Page } from "../../api/bindings";
import { utf16Offsets } from "../../kit/offsets";
import type { Mark } from "../../kit/sourceMarks";

/** `marks` are the highlights that cover it. */
export type Piece = { text: string; cited: boolean; from: number; marks: readonly Mark[] };
export type Part = { page?: Page; kind: Block["kind"]; level: number; from: number; pieces: Piece[] };

export function partsOf(
  detail: Pick<ItemDetail, "text" | "blocks" | "pages">,
  cited?: { start: number; end: number },
  highlights: readonly Mark[] = [],
): Part[] {
  const { text } = detail;
  const at = utf16Offsets(text);
  const place = <T extends { start: number; end: number }>(one: T) => ({
    ...one,
    start: at(one.start),
    end: at(one.end),
  });
  const mark = cited && place(cited);
  const marks = highlights.map(place);
  const spans = detail.blocks
    .map((block) => ({ ...block, start: at(block.start), end: at(block.end) }))
    .sort((a, b) => a.start - b.start);
  const pages = [...detail.pages].sort((a, b) => a.start - b.start);
  const parts: Part[] = [];
  let page = 0;
  let done = 0;

  const open = (until: number) => {
    for (let next = pages[page]; next && at(next.start) <= until; next = pages[++page])
      parts.push({ page: next, kind: "paragraph", level: 0, from: -next.number, pieces: [] });
  };
  const add = (kind: Block["kind"], level: number, from: number, to: number) => {
    if (text.slice(from, to).trim() === "") return;
    parts.push({ kind, level, from, pieces: cut(text, from, to, mark, marks) });
  };
  // Text between blocks is text all the same: it is drawn as paragraphs.
  const loose = (from: number, to: number) => {
    let start = from;
    for (const match of text.slice(from, to).matchAll(/\n{2,}/g)) {
      add("paragraph", 0, start, from + match.index);
      start = from + match.index + match[0].length;
    }
    add("paragraph", 0, start, to);
  };

  for (const block of spans) {
    if (block.start < done) continue;
    loose(done, block.start);
    open(block.start);
    add(block.kind, block.level, block.start, block.end);
    done = block.end;
  }
  loose(done, text.length);
  open(Number.POSITIVE_INFINITY);
  return parts;
}

function cut(text: string, from: number, to: number, cited: Mark | undefined, marks: readonly Mark[]): Piece[] {
  const inside = (mark: Mark) => mark.start < to && mark.end > from;
  const touching = marks.filter(inside);
  const cuts = new Set([from, to]);
  for (const mark of cited ? [cited, ...touching] : touching)
    for (const place of [mark.start, mark.end]) if (place > from && place < to) cuts.add(place);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, n) => {
    const end = places[n + 1] ?? to;
    const covers = (mark: Mark) => mark.start < end && mark.end > start;
    return {
      text: text.slice(start, end),
      from: start,
      cited: !!cited && covers(cited),
      marks: touching.filter(covers),
    };
  });
}
