// What is being typed, and which of its words the person wants to keep as plain words.
import type { Dismissed, ParsedLine } from "../../api/bindings";
import { utf16Offsets } from "../../kit/offsets";

export type Draft = { text: string; dismissed: readonly Dismissed[] };

export const EMPTY: Draft = { text: "", dismissed: [] };

/** As many lines, and characters, are understood while typing; the rest when it is saved. */
export const SHOWN_LINES = 500;
const SHOWN_LENGTH = 40_000;
/** As many lines become tasks at once. */
export const MOST_LINES = 10_000;

/** The part of the text that is understood while typing. */
export function head(text: string): string {
  const part = text.length > SHOWN_LENGTH ? text.slice(0, SHOWN_LENGTH) : text;
  if (part.length < SHOWN_LINES) return part;
  const lines = part.split("\n");
  // A line that is cut is left out, unless it is all there is.
  if (part.length < text.length && lines.length > 1) lines.pop();
  return lines.slice(0, SHOWN_LINES).join("\n");
}

export type Count = { tasks: number; subtasks: number; more: boolean; tooMany: boolean };

/** What the lines will become. */
export function count(text: string, lines: readonly ParsedLine[]): Count {
  const tasks = text.split("\n").filter((line) => line.trim() !== "").length;
  const subtasks = lines.filter((line) => line.indent > 0).length;
  return { tasks, subtasks, more: tasks > lines.length && lines.length > 0, tooMany: tasks > MOST_LINES };
}

/** A text that is nothing but the address of a page. */
export function isAddress(text: string): boolean {
  return /^\s*https?:\/\/[^\s/]+\.[^\s]+\s*$/i.test(text);
}

/** The chip whose words end at the caret, offsets in UTF-16 units of the text. */
export function chipBefore(text: string, lines: readonly ParsedLine[], caret: number): Dismissed | null {
  const start = text.lastIndexOf("\n", caret - 1) + 1;
  const line = text.slice(0, start).split("\n").length - 1;
  const parsed = byLine(text, lines)[line];
  const raw = text.slice(start).split("\n")[0] ?? "";
  if (!parsed || parsed.text !== raw) return null;
  const at = utf16Offsets(raw);
  const span = parsed.parsed.spans.find((one) => at(one.end) === caret - start);
  return span ? { line, start: span.start, end: span.end } : null;
}

/** Moves the dismissals along with an edit. One that the edit touches is forgotten. */
export function retype(draft: Draft, text: string): Draft {
  if (draft.dismissed.length === 0 || text === draft.text) return { text, dismissed: draft.dismissed };
  const old = draft.text.split("\n");
  const next = text.split("\n");
  if (old.length !== next.length) {
    // Lines came or went: keep what stands on lines that are unchanged from the top.
    return { text, dismissed: draft.dismissed.filter(({ line }) => old[line] === next[line]) };
  }
  const dismissed = draft.dismissed.flatMap((span) => shift(span, old[span.line] ?? "", next[span.line] ?? ""));
  return { text, dismissed };
}

function shift(span: Dismissed, old: string, next: string): Dismissed[] {
  if (old === next) return [span];
  const before = Array.from(old);
  const after = Array.from(next);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail))
    tail += 1;
  const by = after.length - before.length;
  if (span.end <= head) return [span];
  if (span.start >= before.length - tail) return [{ line: span.line, start: span.start + by, end: span.end + by }];
  return [];
}

export function dismiss(draft: Draft, span: Dismissed): Draft {
  return { ...draft, dismissed: [...draft.dismissed, span] };
}

/** The parsed line for each line of the text: the core leaves blank lines out. */
function byLine(text: string, lines: readonly ParsedLine[]): (ParsedLine | undefined)[] {
  let next = 0;
  return text.split("\n").map((raw) => (raw.trim() === "" ? undefined : lines[next++]));
}

export type Piece = { text: string; kind: string | null; from: number };

/** The text cut into plain and understood pieces, for drawing behind the field. */
export function pieces(text: string, lines: readonly ParsedLine[]): Piece[] {
  const cut: Piece[] = [];
  let from = 0;
  const add = (piece: string, kind: string | null) => {
    const last = cut.at(-1);
    // Thousands of plain lines are one piece to draw.
    if (piece && kind === null && last?.kind === null) last.text += piece;
    else if (piece) cut.push({ text: piece, kind, from });
    from += piece.length;
  };
  const parsed = byLine(text, lines);
  text.split("\n").forEach((raw, number, all) => {
    const line = parsed[number];
    const shown = line?.text ?? "";
    // The parse may be one keystroke behind: draw only what still stands where it was.
    const offset = raw.endsWith(shown) ? raw.length - shown.length : -1;
    let done = 0;
    if (line && offset >= 0) {
      const at = utf16Offsets(shown);
      for (const span of line.parsed.spans) {
        const start = offset + at(span.start);
        const end = offset + at(span.end);
        if (start < done) continue;
        add(raw.slice(done, start), null);
        add(raw.slice(start, end), span.kind);
        done = end;
      }
    }
    add(raw.slice(done), null);
    if (number < all.length - 1) add("\n", null);
  });
  return cut;
}

export type ChipOf = Dismissed & {
  kind: ParsedLine["parsed"]["spans"][number]["kind"];
  meaning: string;
  words: string;
};

export function chips(text: string, lines: readonly ParsedLine[]): ChipOf[] {
  return byLine(text, lines).flatMap((line, number) =>
    (line?.parsed.spans ?? []).map((span, at) => ({
      line: number,
      start: span.start,
      end: span.end,
      kind: span.kind,
      words: span.text,
      meaning: line?.meaning[at] ?? span.text,
    })),
  );
}
