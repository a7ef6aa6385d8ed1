// Rehype plugins that wrap the part of the page that came from a range of the Markdown source in <mark>.
import { utf16Offsets } from "./offsets";

export type Range = { start: number; end: number };

/** A remark about a range, shown when the pointer rests on it. */
export type Remark = Range & { tone: "weak" | "unsupported"; title: string };

type Properties = Record<string, unknown>;

type Node = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Properties;
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
};

export function citedMarks(source: string, range: Range) {
  const at = utf16Offsets(source);
  const from = at(range.start);
  const to = at(range.end);
  return () => (tree: unknown) => walk(tree as Node, from, to, { dataCited: "true" });
}

/** Each remark as <mark data-tone title>. */
export function remarkMarks(source: string, remarks: readonly Remark[]) {
  const at = utf16Offsets(source);
  return () => (tree: unknown) => {
    for (const { start, end, tone, title } of remarks)
      walk(tree as Node, at(start), at(end), { dataTone: tone, title });
  };
}

function walk(node: Node, from: number, to: number, properties: Properties): void {
  if (!node.children) return;
  node.children = node.children.flatMap((child) => {
    if (child.type !== "text") {
      walk(child, from, to, properties);
      return [child];
    }
    return split(child, from, to, properties);
  });
}

/** Escapes make a text node shorter than its source; then the whole node is marked rather than the wrong part. */
function split(node: Node, from: number, to: number, properties: Properties): Node[] {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  const value = node.value ?? "";
  if (start === undefined || end === undefined || end <= from || start >= to || value.trim() === "") return [node];
  if (end - start !== value.length) return [wrap(value, properties)];
  const a = Math.max(0, from - start);
  const b = Math.min(value.length, to - start);
  return [
    ...(a > 0 ? [{ type: "text", value: value.slice(0, a), ...placed(start, start + a) }] : []),
    wrap(value.slice(a, b), properties),
    ...(b < value.length ? [{ type: "text", value: value.slice(b), ...placed(start + b, end) }] : []),
  ];
}

function wrap(value: string, properties: Properties): Node {
  return { type: "element", tagName: "mark", properties, children: [{ type: "text", value }] };
}

/** What is left beside a mark keeps its place, for the next one. */
function placed(start: number, end: number): Pick<Node, "position"> {
  return { position: { start: { offset: start }, end: { offset: end } } };
}
