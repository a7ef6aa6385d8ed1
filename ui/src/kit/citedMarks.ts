// A rehype plugin: wraps the part of the page that came from a range of the Markdown source in <mark data-cited>.
import { utf16Offsets } from "./offsets";

export type Range = { start: number; end: number };

type Node = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
};

export function citedMarks(source: string, range: Range) {
  const at = utf16Offsets(source);
  const from = at(range.start);
  const to = at(range.end);
  return () => (tree: unknown) => walk(tree as Node, from, to);
}

function walk(node: Node, from: number, to: number): void {
  if (!node.children) return;
  node.children = node.children.flatMap((child) => {
    if (child.type !== "text") {
      walk(child, from, to);
      return [child];
    }
    return split(child, from, to);
  });
}

/** Escapes make a text node shorter than its source; then the whole node is marked rather than the wrong part. */
function split(node: Node, from: number, to: number): Node[] {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  const value = node.value ?? "";
  if (start === undefined || end === undefined || end <= from || start >= to || value.trim() === "") return [node];
  if (end - start !== value.length) return [wrap(value)];
  const a = Math.max(0, from - start);
  const b = Math.min(value.length, to - start);
  return [
    ...(a > 0 ? [{ type: "text", value: value.slice(0, a) }] : []),
    wrap(value.slice(a, b)),
    ...(b < value.length ? [{ type: "text", value: value.slice(b) }] : []),
  ];
}

function wrap(value: string): Node {
  return { type: "element", tagName: "mark", properties: { dataCited: "true" }, children: [{ type: "text", value }] };
}
