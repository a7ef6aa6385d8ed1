// Text that nests deeper than anybody writes is read without what it nests: parsing takes time in the square of the
// depth, and a page of ten thousand boxes in boxes stands still. The words all stay, with their marks as they are.

/** Quotes and lists in one another on one line. */
const CONTAINERS = 50;
/** Brackets or emphasis in a paragraph that wait for their other half, or never had one. */
const OPEN = 200;
/** Brackets and emphasis in a paragraph at all. */
const MARKS = 2000;

const CONTAINER = /(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]+\]:)/y;
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const MARK = /\\.|`+[^`]*`+|[[\]]|\*+|_+|~+/gs;

/** micromark's names of what such a text is read without: nothing, for nearly every text. */
export function unread(text: string): string[] {
  const source = text.replace(/\r\n?/g, "\n");
  const flat = source.split("\n").some(deep);
  return [
    ...(flat ? ["blockQuote", "list", "gfmFootnoteDefinition"] : []),
    ...(source.split(flat ? BLANK : BLANK_OR_ITEM).some(tangled)
      ? ["attention", "strikethrough", "labelStartLink", "labelStartImage", "labelEnd", ...FOOTNOTES]
      : []),
  ];
}

const BLANK = /\n[ \t]*\n/;
/** Where lists are read, an item ends a paragraph as well; one indented further may only go on with it. */
const BLANK_OR_ITEM = /\n(?:[ \t]*\n| {0,3}[-+*][ \t](?=[ \t]*\S))/;
const FOOTNOTES = ["gfmFootnoteCall", "gfmPotentialFootnoteCall"];

/** A remark plugin that leaves these constructs unread. */
export function without(constructs: string[]) {
  return function (this: { data(): object }) {
    const data = this.data() as { micromarkExtensions?: unknown[] };
    data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: constructs } }];
  };
}

function deep(line: string): boolean {
  let depth = 0;
  let indent = 0;
  let at = 0;
  for (;;) {
    for (; line[at] === " " || line[at] === "\t"; at++) indent += line[at] === " " ? 1 : 4;
    CONTAINER.lastIndex = at;
    if (!CONTAINER.test(line)) break;
    at = CONTAINER.lastIndex;
    depth++;
  }
  // A row of stars is a rule, and a deep list may be only indented.
  return (depth > CONTAINERS || (depth > 0 && indent > CONTAINERS * 2)) && !RULE.test(line);
}

function tangled(paragraph: string): boolean {
  const open = new Map<string, number>();
  let marks = 0;
  let stray = 0;
  for (const { 0: mark, index } of paragraph.matchAll(MARK)) {
    const kind = mark[0] ?? "";
    if (kind === "\\" || kind === "`") continue;
    const { opens, closes } = sides(kind, paragraph[index - 1], paragraph[index + mark.length]);
    if (!opens && !closes) continue;
    const key = kind === "]" ? "[" : kind;
    const waiting = open.get(key) ?? 0;
    if (closes && waiting > 0) open.set(key, waiting - 1);
    else if (opens) open.set(key, waiting + 1);
    else stray++;
    if (++marks > MARKS || stray > OPEN || (open.get(key) ?? 0) > OPEN) return true;
  }
  return false;
}

/** Whether a mark can open or close something, by CommonMark's rules of what stands around it. */
function sides(kind: string, before: string | undefined, after: string | undefined) {
  if (kind === "[" || kind === "]") return { opens: kind === "[", closes: kind === "]" };
  const [b, a] = [sort(before), sort(after)];
  const left = a > 0 && (a === 2 || b < 2);
  const right = b > 0 && (b === 2 || a < 2);
  return kind === "_"
    ? { opens: left && (!right || b === 1), closes: right && (!left || a === 1) }
    : { opens: left, closes: right };
}

/** White space, a sign, or part of a word. */
function sort(character: string | undefined): 0 | 1 | 2 {
  if (character === undefined || /\s/.test(character)) return 0;
  return /[\p{P}\p{S}]/u.test(character) ? 1 : 2;
}
