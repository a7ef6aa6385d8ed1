// Cuts a document into what the reader draws: page marks, and blocks whose cited stretch is marked.
import type { Block, ItemDetail, Page } from "../../api/bindings";
import { utf16Offsets } from "../../kit/offsets";

export type Piece = { text: string; cited: boolean; from: number };
export type Part = { page?: Page; kind: Block["kind"]; level: number; from: number; pieces: Piece[] };

export function partsOf(
  detail: Pick<ItemDetail, "text" | "blocks" | "pages">,
  cited?: { start: number; end: number },
): Part[] {
  const { text } = detail;
  const at = utf16Offsets(text);
  const mark = cited ? ([at(cited.start), at(cited.end)] as const) : undefined;
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
    parts.push({ kind, level, from, pieces: cut(text, from, to, mark) });
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

function cut(text: string, from: number, to: number, mark?: readonly [number, number]): Piece[] {
  if (!mark || mark[1] <= from || mark[0] >= to) return [{ text: text.slice(from, to), cited: false, from }];
  const a = Math.max(from, mark[0]);
  const b = Math.min(to, mark[1]);
  return [
    { text: text.slice(from, a), cited: false, from },
    { text: text.slice(a, b), cited: true, from: a },
    { text: text.slice(b, to), cited: false, from: b },
  ].filter((piece) => piece.text !== "");
}
