/** Markdown as a reader of one line wants it: the words without the signs. For pieces of text, so nothing is trimmed. */
export function plainly(text: string): string {
  return text
    .replace(/!?\[([^\]\n]*)\]\([^)\s]*\)/g, "$1")
    .replace(/(^|\s)#{1,6}(?=\s)/g, "$1")
    .replace(/^[ \t]*(?:>|[-*+])(?=\s)/gm, "")
    .replace(/\*\*|__|`+/g, "")
    .replace(/[ \t]{2,}/g, " ");
}
