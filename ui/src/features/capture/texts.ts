import type { SpanKind } from "../../api/bindings";

export const texts = {
  placeholders: {
    task: "What is on your mind? Try “Call Ana tomorrow 5pm #kitchen p2”",
    note: "A note. The first line becomes its title.",
    entry: "A line for today’s logbook.",
    metric: "A metric and its value: “weight 72.4”, “sleep 7h30 yesterday”",
  },
  label: "Capture",
  quickLabel: "Add a task",
  quickPlaceholder: "Add a task: Pay rent every 1st @home p1",
  as: { task: "Task", note: "Note", entry: "Logbook", metric: "Metric" },
  pageKind: "Page",
  saved: "Saved",
  similar: (title: string, day: string | undefined, more: number) =>
    `There already: “${title}”${day ? ` (${day})` : ""}${more > 0 ? ` and ${more} more like it` : ""}`,
  lines: (n: number, subtasks: number) =>
    `${n.toLocaleString("en")} tasks, one a line${subtasks ? `, ${subtasks} of them subtasks` : "; indent for subtasks"}`,
  manyLines: (n: number, shown: number) =>
    `${n.toLocaleString("en")} lines become ${n.toLocaleString("en")} tasks in one step. The first ${shown.toLocaleString("en")} are shown as understood; the others are read the same way.`,
  tooManyLines: (n: number, most: number) =>
    `${n.toLocaleString("en")} lines are more than the ${most.toLocaleString("en")} tasks that can be made at once. Keep them as one note, or take a part.`,
  page: "The page is read and kept in Knowledge.",
  asTask: "as a task instead",
  copied: (address: string) => `On the clipboard: ${address.replace(/^https?:\/\/(www\.)?/, "").slice(0, 60)}`,
  takeCopied: "keeps the page",
  moreChips: (n: number) => `and ${n.toLocaleString("en")} more`,
  help: "What can be typed",
  helpButton: "Help",
  helpName: "Help: what can be typed",
  tryIt: (line: string) => `For example: ${line}`,
  completions: { project: "Projects", tag: "Tags", task: "Open tasks", goal: "Goals" },
  fresh: { project: "new project", tag: "new tag", task: "", goal: "new goal" },
  hints: { save: "save", stay: "save, next", hide: "hide", kind: "kind" },
  saveAs: "Save as",
  chips: "Understood",
  failed: "Not saved. Your words are still here.",
} as const;

export const spanNames: Record<SpanKind, string> = {
  date: "When",
  time: "Time",
  range: "When",
  duration: "Takes",
  deadline: "Due",
  start: "From",
  recurrence: "Repeats",
  until: "Until",
  count: "Times",
  project: "Project",
  tag: "Tag",
  priority: "Priority",
  after: "After",
  goal: "Goal",
  metric: "Log",
};
