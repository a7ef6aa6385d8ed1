// Where things are on the pages. The journeys speak of these names only.
const named = (name) => `[data-testid="${name}"]`;

export const at = {
  /** The link to a page in the sidebar. */
  page: (name) => named(`nav-${name}`),
  taskRow: named("task-row"),
  taskFilter: named("task-filter"),
  filterChoice: "[role=option]",
  filterSave: named("filter-save"),
  filterName: named("filter-name"),
  savedFilter: named("saved-filter"),
  card: named("card"),
  bulkBar: named("bulk-bar"),
  recovery: named("recovery"),
  recoveryBackup: named("recovery-backup"),
  reader: named("reader"),
  captureInput: named("capture-input"),
  searchInput: named("search-box"),
  searchHit: named("search-result"),
  chatInput: named("chat-box"),
  answer: named("chat-answer"),
  citation: named("citation"),
  citedPassage: "mark[data-cited]",
  dropArea: named("drop-zone"),
  item: named("item-row"),
};
