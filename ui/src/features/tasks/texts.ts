import type { Energy, Source, TaskGroup, TaskSort, TaskStatus, TaskView } from "../../api/bindings";

const sources: Record<Source, string> = {
  typed: "Typed",
  voice: "Spoken",
  import: "Imported",
  ai: "Suggested by the AI",
  automation: "Made by an automation",
};

export const texts = {
  title: "Tasks",
  inbox: "Inbox",
  inboxNote: "Everything that has no place yet. Give it a project, a day, or tick it off.",
  filter: "Filter: due:<=7d and (tag:home or p1), not blocked, words …",
  filterLabel: "Filter tasks",
  completions: "Completions",
  didYouMean: (word: string) => `Did you mean ${word}?`,
  expected: (words: readonly string[]) => `write ${words.join(", ")}`,
  view: "View",
  groupBy: "Group",
  columns: "Columns",
  sortBy: "Sort",
  overdue: "Overdue",
  manualHint: "drag, or Alt+Up and Alt+Down, to order by hand",
  more: (n: number) => `Show ${n.toLocaleString()} more`,
  emptyColumn: "Drop tasks here",
  drag: {
    how: "To pick up a task, press Space. Move it with the arrow keys, Space drops it, Escape puts it back.",
    lifted: (task: string) => `Picked up ${task}.`,
    over: (task: string, column: string) => `${task} is over ${column}.`,
    dropped: (task: string, column: string) => `${task} was dropped in ${column}.`,
    back: (task: string) => `${task} stays where it was.`,
  },
  calendar: {
    month: "Month",
    week: "Week",
    span: "Month or week",
    more: (n: number) => `${n} more`,
    hint: "Drag a task to another day, or press Alt with an arrow key. Deadlines stay; the day moves.",
    first: (shown: number, total: number) =>
      `Showing ${shown.toLocaleString()} of ${total.toLocaleString()}. Narrow the filter to see the rest.`,
  },
  saved: {
    heading: "Filters",
    save: "Save",
    saveTip: "Save this filter in the sidebar",
    update: "Update",
    title: "Save filter",
    rename: "Rename filter",
    name: "Name",
    namePlaceholder: "Errands this week",
    menu: (name: string) => `${name}: rename, move, delete`,
    renameEntry: "Rename…",
    up: "Move up",
    down: "Move down",
    delete: "Delete",
  },
  noProject: "No project",
  count: (n: number) => `${n.toLocaleString()} ${n === 1 ? "task" : "tasks"}`,
  none: {
    title: "No tasks yet",
    text: "Type what you have to do; dates, #projects and @tags are understood.",
    keys: "c",
    keyText: "captures from anywhere",
  },
  noMatch: { title: "Nothing matches this filter", text: "Remove a word, or clear the filter." },
  clearFilter: "Clear filter",
  inboxZero: {
    title: "The inbox is empty",
    text: "New thoughts land here until you decide what they are.",
    keys: "c",
    keyText: "captures one now",
  },
  selected: (n: number) => `${n.toLocaleString()} selected`,
  complete: "Complete",
  reopen: "Reopen",
  priority: "Priority",
  schedule: "Schedule",
  move: "Project",
  tag: "Tag",
  delete: "Delete",
  clear: "Clear selection",
  noPriority: "No priority",
  tick: (title: string) => `Done: ${title}`,
  blocked: "blocked",
  late: (days: number) => `${days} d late`,
  views: [
    { label: "Open", filter: "is:open" },
    { label: "Overdue", filter: "is:overdue" },
    { label: "Today", filter: "is:today" },
    { label: "Blocked", filter: "is:blocked" },
    { label: "Done", filter: "is:done" },
    { label: "All", filter: "is:all" },
  ],
  panel: {
    label: "Task",
    close: "Close",
    title: "Title",
    notes: "Notes",
    notesEmpty: "Add notes (Markdown)",
    status: "Status",
    project: "Project",
    area: "Area",
    tags: "Tags",
    priority: "Priority",
    scheduled: "Scheduled",
    start: "Not before",
    deadline: "Deadline",
    time: "at",
    effort: "Effort",
    effortUnit: "min",
    logged: "Logged",
    energy: "Energy",
    parent: "Part of",
    none: "None",
    subtasks: "Subtasks",
    addSubtask: "Add a subtask",
    waitsFor: "Waits for",
    holdsUp: "Holds up",
    addBlocker: "Add a task it waits for",
    unblock: (title: string) => `No longer waits for ${title}`,
    reminders: "Reminders",
    forget: "Remove reminder",
    source: (source: Source, when: string) => `${sources[source]}, ${when}`,
    points: (n: number) => `${n} ${n === 1 ? "point" : "points"}`,
    completed: (when: string) => `Done ${when}`,
    gone: { title: "This task is gone", text: "It was deleted, or the deletion was redone. Ctrl+Z brings it back." },
  },
} as const;

export const statusNames: Record<TaskStatus, string> = {
  inbox: "Inbox",
  todo: "To do",
  doing: "Doing",
  waiting: "Waiting",
  done: "Done",
  dropped: "Dropped",
};

export const energyNames: Record<Energy, string> = { low: "Low", medium: "Medium", high: "High" };

export const priorityNames: Record<number, string> = { 1: "P1 Highest", 2: "P2 High", 3: "P3 Normal", 4: "P4 Low" };

export const viewNames: Record<TaskView, string> = {
  list: "List",
  board: "Board",
  calendar: "Calendar",
  matrix: "Matrix",
};

export const sortNames: Record<TaskSort, string> = {
  smart: "What is next",
  manual: "By hand",
  day: "Day",
  deadline: "Deadline",
  priority: "Priority",
  effort: "Effort",
  title: "Title",
  newest: "Newest",
  oldest: "Oldest",
};

export const groupNames: Record<TaskGroup, string> = {
  none: "None",
  status: "Status",
  project: "Project",
  area: "Area",
  priority: "Priority",
  day: "Day",
  quadrant: "Quadrant",
};

export const noneNames: Partial<Record<TaskGroup, string>> = {
  project: "No project",
  area: "No area",
  priority: "No priority",
  day: "No day",
};

export const quadrantNames: Record<"do" | "plan" | "delegate" | "drop", { title: string; note: string }> = {
  do: { title: "Do", note: "urgent, important" },
  plan: { title: "Plan", note: "important, not urgent" },
  delegate: { title: "Delegate", note: "urgent, not important" },
  drop: { title: "Drop", note: "neither" },
};
