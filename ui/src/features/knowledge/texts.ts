import type { Colour, Item, ItemKind, ItemState } from "../../api/bindings";

export const texts = {
  title: "Knowledge",
  filter: "Filter by title or words",
  newNote: "New note",
  chooseFiles: "Choose files…",
  chooseFolder: "Choose a folder…",
  add: "Add",
  dropHere: "Drop files or folders to add them",
  dropNote:
    "Markdown, text, web pages, PDF, Word, EPUB, pictures, and zip archives of them. Everything stays on this computer.",
  none: {
    title: "Nothing to read yet",
    text: "Drop files or a whole folder anywhere on this page. Markdown, text, web pages, PDF, Word documents and books are read, and found by meaning.",
    keys: "n",
    keyText: "starts a note",
  },
  noMatch: { title: "Nothing matches", text: "Remove a word, or clear the filter." },
  count: (n: number) => `${n.toLocaleString()} ${n === 1 ? "item" : "items"}`,
  reading: (done: number, total: number) => `Adding ${done.toLocaleString()} of ${total.toLocaleString()} files`,
  collecting: "Looking through the folders…",
  stop: "Stop",
  report: (total: number) => `${total.toLocaleString()} ${total === 1 ? "file" : "files"}`,
  created: (n: number) => `${n.toLocaleString()} new`,
  merged: (n: number) => `${n.toLocaleString()} already here`,
  skipped: (n: number) => `${n.toLocaleString()} skipped`,
  skippedWhy: "Why some were skipped",
  dismiss: "Close",
  delete: "Delete",
  edit: "Edit",
  editNote: "Edit note",
  tags: "Tags",
  addTags: "Add tags",
  discard: "Discard",
  unsaved: "These words are not saved yet. Save them, or discard them to leave.",
  save: "Save",
  cancel: "Cancel",
  noteTitle: "Title",
  noteText: "Write in Markdown",
  source: "Source text",
  rendered: "Formatted",
  pageNumber: (n: number) => `Page ${n}`,
  pageEmpty: "This page has no text. It may be a scan.",
  cited: "Cited passage",
  toCited: "Back to the cited passage",
  notFound: { title: "This item is gone", text: "It was deleted. Ctrl+Z brings it back." },
  retry: "Try again",
  hurry: "Read this first",
  addLink: "Add a web page…",
  link: {
    title: "Add a web page",
    field: "Address",
    placeholder: "https://example.com/article",
    help: "The link is kept at once. The page is fetched in the background, and read here without its scripts and trackers.",
    keep: "Keep",
  },
  page: {
    fetched: (when: string) => `fetched ${when}`,
    refresh: "Fetch again",
    copy: "Copy address",
    sameAs: "The same page is kept twice.",
    other: "Show the other",
    bookmark: { title: "Only the link is kept", text: "Fetch the page to read and find it here." },
  },
  highlights: {
    title: "Highlights",
    bar: "Highlight the selection",
    in: (colour: string) => `Highlight in ${colour.toLowerCase()}`,
    withNote: "Highlight with a note",
    addNote: "Add a note",
    editNote: "Edit the note",
    noteField: "Note",
    remove: "Remove the highlight",
    show: "Show in the text",
    gone: "These words are not in the text any more.",
  },
  links: {
    back: "Linked from",
    missing: "Nothing has this title yet. Click to write it.",
    rewrite: (n: number) => `${n} ${n === 1 ? "text links" : "texts link"} here. Change the links in notes too`,
    offer: "Titles",
  },
  suggested: {
    title: "Suggested tags",
    accept: (tag: string) => `Add @${tag}`,
    decline: (tag: string) => `Not @${tag}`,
    why: (similar: readonly string[], mentioned: boolean) =>
      [similar.length > 0 && `like ${similar.join(", ")}`, mentioned && "stands in the text"]
        .filter(Boolean)
        .join("; "),
  },
  picture: (title: string) => `Picture: ${title}`,
  noText: { title: "No text yet", text: "It is waiting to be read. Processing shows how far it is." },
} as const;

export const kindNames: Record<ItemKind, string> = {
  note: "Note",
  markdown: "Markdown",
  text: "Text",
  html: "Web page",
  pdf: "PDF",
  bookmark: "Link",
  docx: "Word",
  epub: "Book",
  image: "Picture",
};

export const colourNames: Record<Colour, string> = { yellow: "Yellow", green: "Green", blue: "Blue", red: "Red" };

export const stateNames: Record<ItemState, string> = {
  waiting: "Waiting",
  processing: "Being read",
  ready: "Ready",
  partial: "Partly read",
  needs_attention: "Needs attention",
};

/** What is truly there, in one short sentence. */
export function coverage(item: Item): string {
  if (item.state_note) return item.state_note;
  if (item.pages > 0 && item.pages_with_text < item.pages)
    return `${item.pages_with_text} of ${item.pages} pages have text`;
  if (item.embedded < item.chunks) return `${item.embedded} of ${item.chunks} passages found by meaning`;
  if (item.chunks > 0) return `${item.chunks} ${item.chunks === 1 ? "passage" : "passages"}`;
  return stateNames[item.state];
}
