// A remark plugin: "[3]" in running text becomes a link to cite:3. Code and real links are left alone.

type Node = { type: string; value?: string; url?: string; children?: Node[] };

const MARKER = /\[(\d{1,3})\]/g;

export function citationLinks() {
  return (tree: unknown) => walk(tree as Node);
}

function walk(node: Node): void {
  if (!node.children || node.type === "link") return;
  node.children = node.children.flatMap((child) => {
    if (child.type === "text" && child.value !== undefined) return split(child.value);
    walk(child);
    return [child];
  });
}

function split(text: string): Node[] {
  const nodes: Node[] = [];
  let done = 0;
  for (const match of text.matchAll(MARKER)) {
    if (match.index > done) nodes.push({ type: "text", value: text.slice(done, match.index) });
    nodes.push({ type: "link", url: `cite:${match[1]}`, children: [{ type: "text", value: match[0] }] });
    done = match.index + match[0].length;
  }
  if (done < text.length) nodes.push({ type: "text", value: text.slice(done) });
  return nodes;
}
