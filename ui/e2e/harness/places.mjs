// Where things are on the pages. The journeys speak of these names only.
const named = (name) => `[data-testid="${name}"]`;

export const at = {
  /** The link to a page in the sidebar. */
  page: (name) => named(`nav-${name}`),
  welcome: named("welcome"),
  welcomeLine: named("welcome-line"),
  welcomeKept: named("welcome-kept"),
  palette: named("palette-input"),
  paletteEntry: named("palette-entry"),
  taskRow: named("task-row"),
  bulkBar: named("bulk-bar"),
  recovery: named("recovery"),
  recoveryBackup: named("recovery-backup"),
  reader: named("reader"),
  captureInput: named("capture-input"),
  captureChips: named("capture-chips"),
  completions: named("completions"),
  lineCount: named("line-count"),
  searchInput: named("search-box"),
  searchHit: named("search-result"),
  chatInput: named("chat-box"),
  answer: named("chat-answer"),
  citation: named("citation"),
  citedPassage: "mark[data-cited]",
  dropArea: named("drop-zone"),
  item: named("item-row"),
};
