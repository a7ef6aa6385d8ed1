// What an editor of Markdown does with a key: pure functions from a text and its selection to the change.

export type Place = { text: string; start: number; end: number };
/** Replace `from`..`to` by `insert`; the selection afterwards. */
export type Change = { from: number; to: number; insert: string; start: number; end: number };

const ITEM = /^(\s*)((?:[-*+]|(\d+)([.)]))(?: \[[ xX]\])?|>) /;

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Enter in a list goes on with it; in an empty entry it ends it. */
export function onEnter({ text, start, end }: Place): Change | null {
  const from = lineStart(text, start);
  const line = text.slice(from, start);
  const match = ITEM.exec(line);
  if (!match || start !== end) return null;
  const after = text.slice(end, text.indexOf("\n", end) < 0 ? undefined : text.indexOf("\n", end));
  if (line.length === match[0].length && after.trim() === "")
    return { from, to: start, insert: "", start: from, end: from };
  const marker = match[3] ? `${Number(match[3]) + 1}${match[4]}` : (match[2] ?? "").replace(/\[[xX]\]/, "[ ]");
  const insert = `\n${match[1]}${marker} `;
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
}

/** Tab moves the lines of a list one step in, Shift+Tab one step out. */
export function onTab({ text, start, end }: Place, out: boolean): Change | null {
  const from = lineStart(text, start);
  const newline = text.indexOf("\n", Math.max(start, end - 1));
  const to = newline < 0 ? text.length : newline;
  const lines = text.slice(from, to).split("\n");
  if (!lines.some((line) => ITEM.test(line))) return null;
  const moved = lines.map((line) => (out ? line.replace(/^ {1,2}|^\t/, "") : `  ${line}`));
  const insert = moved.join("\n");
  const first = (moved[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  return { from, to, insert, start: Math.max(from, start + first), end: end + insert.length - (to - from) };
}

/** Puts marks around the selection, or takes them away. */
export function wrapped({ text, start, end }: Place, mark: string): Change {
  const n = mark.length;
  if (text.slice(start - n, start) === mark && text.slice(end, end + n) === mark)
    return { from: start - n, to: end + n, insert: text.slice(start, end), start: start - n, end: end - n };
  return { from: start, to: end, insert: mark + text.slice(start, end) + mark, start: start + n, end: end + n };
}

/** The title that is being written after [[, if one is. */
export function openLink({ text, start, end }: Place): { from: number; words: string } | null {
  if (start !== end) return null;
  const line = text.slice(lineStart(text, start), start);
  const match = /\[\[([^[\]|#]*)$/.exec(line);
  return match ? { from: start - (match[1] ?? "").length, words: match[1] ?? "" } : null;
}

/** Completes the link that is being written. */
export function completed({ text, start }: Place, from: number, title: string): Change {
  const closed = text.slice(start, start + 2) === "]]";
  const insert = `${title}]]`;
  return { from, to: closed ? start + 2 : start, insert, start: from + insert.length, end: from + insert.length };
}
