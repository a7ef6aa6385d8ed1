// A rehype plugin that knows where each word of the page stands in the Markdown source: it marks stretches of the
// source, makes [[links]] of titles, and says the places so that a selection can be traced back.
import { utf16Offsets } from "./offsets";

/** A stretch of the source, in Unicode scalar values. */
export type Range = { start: number; end: number };

/** A remark about a stretch, shown when the pointer rests on it. */
export type Remark = Range & { tone: "weak" | "unsupported"; title: string };

/** A stretch to mark: the cited passage, a highlight, or a remark. */
export type Mark = Range & { id?: string; colour?: string; tone?: Remark["tone"]; title?: string };

type Node = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
};

type Options = { marks: readonly Mark[]; places: boolean; links: boolean };

const LINK = /\[\[([^[\]|#\n]+)(#[^[\]|\n]*)?(?:\|([^[\]\n]+))?\]\]/g;

export function sourceMarks(source: string, { marks, places, links }: Options) {
  const at = utf16Offsets(source);
  const spans = marks.map((mark) => ({ ...mark, start: at(mark.start), end: at(mark.end) }));
  return () => (tree: unknown) => walk(tree as Node, { marks: spans, places, links });
}

function walk(node: Node, options: Options): void {
  if (!node.children) return;
  const inner = node.tagName === "code" ? { ...options, links: false } : options;
  node.children = node.children.flatMap((child) => {
    if (child.type !== "text") {
      walk(child, inner);
      return [child];
    }
    return child.value?.trim() ? split(child, inner) : [child];
  });
}

function split(node: Node, options: Options): Node[] {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  const value = node.value ?? "";
  const linked = options.links ? value.matchAll(LINK) : [];
  // Escapes make a text node shorter than its source; then the whole node is marked rather than the wrong part.
  const exact = start !== undefined && end !== undefined && end - start === value.length;
  const piece = (from: number, to: number) => stretch(value.slice(from, to), exact ? start + from : undefined);
  const whole = (from: number, to: number): Node[] => {
    if (start === undefined || end === undefined) return [text(value.slice(from, to))];
    if (!exact) return [covered(text(value.slice(from, to)), overlapping(options.marks, start, end))];
    const touching = overlapping(options.marks, start + from, start + to);
    const cuts = new Set([from, to]);
    for (const mark of touching)
      for (const cut of [mark.start - start, mark.end - start]) if (cut > from && cut < to) cuts.add(cut);
    const places = [...cuts].sort((a, b) => a - b);
    return places.slice(0, -1).map((cut, n) => {
      const next = places[n + 1] ?? to;
      const content = options.places ? piece(cut, next) : text(value.slice(cut, next));
      return covered(content, overlapping(touching, start + cut, start + next));
    });
  };
  const out: Node[] = [];
  let done = 0;
  for (const match of linked) {
    if (match.index > done) out.push(...whole(done, match.index));
    const title = (match[1] ?? "").trim();
    const words = match[3]?.trim() || title + (match[2] ?? "");
    const from = match.index;
    const to = from + match[0].length;
    const link = element("a", { href: `wiki:${encodeURIComponent(title)}` }, [text(words)]);
    const shown =
      exact && options.places ? element("span", { dataFrom: start + from, dataTo: start + to }, [link]) : link;
    out.push(exact ? covered(shown, overlapping(options.marks, start + from, start + to)) : shown);
    done = to;
  }
  if (done < value.length) out.push(...whole(done, value.length));
  return out;
}

function overlapping(marks: readonly Mark[], from: number, to: number): Mark[] {
  return marks.filter((mark) => mark.start < to && mark.end > from);
}

/** The content inside the marks that cover it. */
function covered(content: Node, marks: readonly Mark[]): Node {
  return marks.reduce((inner, mark) => element("mark", properties(mark), [inner]), content);
}

function properties({ id, colour, tone, title }: Mark): Record<string, unknown> {
  if (tone) return { dataTone: tone, title };
  return id === undefined ? { dataCited: "true" } : { dataHighlight: id, dataColour: colour };
}

function stretch(value: string, from: number | undefined): Node {
  return from === undefined ? text(value) : element("span", { dataFrom: from }, [text(value)]);
}

const text = (value: string): Node => ({ type: "text", value });
const element = (tagName: string, properties: Record<string, unknown>, children: Node[]): Node => ({
  type: "element",
  tagName,
  properties,
  children,
});
