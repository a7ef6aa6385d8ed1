// Traces a selection on the page back to the text that the page was drawn from. Every drawn piece says where it began
// (`data-from`, in UTF-16 units of the text), and a piece that stands for more than it shows says where it ended.

export type Selected = { start: number; end: number; box: DOMRect };

/** The selected stretch inside an element, in UTF-16 units; none when nothing of the text is selected. */
export function selectedIn(root: HTMLElement): Selected | null {
  const selection = root.ownerDocument.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  let start: number | null = null;
  let end: number | null = null;
  for (const piece of root.querySelectorAll<HTMLElement>("[data-from]")) {
    if (!range.intersectsNode(piece)) continue;
    const from = Number(piece.dataset.from);
    const to = piece.dataset.to ? Number(piece.dataset.to) : undefined;
    const length = piece.textContent?.length ?? 0;
    const a = piece.contains(range.startContainer) ? before(piece, range.startContainer, range.startOffset) : 0;
    const b = piece.contains(range.endContainer) ? before(piece, range.endContainer, range.endOffset) : length;
    if (b <= a) continue;
    // A piece that shows other words than the text has is taken whole.
    start ??= to === undefined ? from + a : from;
    end = to === undefined ? from + b : to;
  }
  if (start === null || end === null || end <= start) return null;
  return { start, end, box: range.getBoundingClientRect() };
}

/** How much of a piece stands before a place in it. */
function before(piece: HTMLElement, node: Node, offset: number): number {
  const range = piece.ownerDocument.createRange();
  range.selectNodeContents(piece);
  range.setEnd(node, offset);
  return range.toString().length;
}
