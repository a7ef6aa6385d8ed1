// A remark plugin: "[3]" in running text becomes a link to cite:3. Code and real links are left alone.

type Point = { offset?: number; line: number; column: number };
type Node = {
  type: string;
  value?: string;
  url?: string;
  children?: Node[];
  position?: { start: Point; end: Point };
};

const MARKER = /\[(\d{1,3})\]/g;

export function citationLinks() {
  return (tree: unknown) => walk(tree as Node);
}

function walk(node: Node): void {
  if (!node.children || node.type === "link") return;
  node.children = node.children.flatMap((child) => {
    if (child.type === "text" && child.value !== undefined) return split(child, child.value);
    walk(child);
    return [child];
  });
}

function split(whole: Node, text: string): Node[] {
  const nodes: Node[] = [];
  const piece = (from: number, to: number): Node => ({
    type: "text",
    value: text.slice(from, to),
    ...at(whole, from, to),
  });
  let done = 0;
  for (const match of text.matchAll(MARKER)) {
    if (match.index > done) nodes.push(piece(done, match.index));
    nodes.push({ type: "link", url: `cite:${match[1]}`, children: [{ type: "text", value: match[0] }] });
    done = match.index + match[0].length;
  }
  if (done < text.length) nodes.push(piece(done, text.length));
  return nodes;
}

/** Where a piece of a text stands in the source; unknown when escapes make the text shorter than that. */
function at({ position, value }: Node, from: number, to: number): Pick<Node, "position"> {
  const start = position?.start.offset;
  const end = position?.end.offset;
  if (!position || start === undefined || end === undefined || end - start !== value?.length) return {};
  return {
    position: { start: { ...position.start, offset: start + from }, end: { ...position.end, offset: start + to } },
  };
}
