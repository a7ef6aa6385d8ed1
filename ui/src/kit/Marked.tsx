import { Fragment } from "react";
import { utf16Offsets } from "./offsets";
import { plainly } from "./plainly";

/** A snippet with some ranges marked, its Markdown read away. Offsets count Unicode scalar values, as the core does. */
export function Marked({ text, marks }: { text: string; marks: readonly { start: number; end: number }[] }) {
  const at = utf16Offsets(text);
  const pieces: { text: string; marked: boolean; from: number }[] = [];
  let done = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const start = Math.max(done, at(mark.start));
    const end = at(mark.end);
    if (end <= start) continue;
    if (start > done) pieces.push({ text: text.slice(done, start), marked: false, from: done });
    pieces.push({ text: text.slice(start, end), marked: true, from: start });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), marked: false, from: done });
  return pieces.map((piece) =>
    piece.marked ? (
      <mark key={piece.from}>{plainly(piece.text)}</mark>
    ) : (
      <Fragment key={piece.from}>{plainly(piece.text)}</Fragment>
    ),
  );
}
