import type { SpanKind } from "../../api/bindings";

export const texts = {
  placeholder: "What is on your mind? Try “Call Ana tomorrow 5pm #kitchen p2”",
  notePlaceholder: "A note. The first line becomes its title.",
  label: "Capture",
  quickLabel: "Add a task",
  quickPlaceholder: "Add a task: Pay rent every 1st @home p1",
  as: { task: "Task", note: "Note" },
  saved: "Saved",
  lines: (n: number) => `${n} tasks, one line each; indent for subtasks`,
  hints: { save: "save", stay: "and next", hide: "hide", kind: "task or note" },
  chips: "Understood",
  failed: "Not saved. Your words are still here.",
} as const;

export const spanNames: Record<SpanKind, string> = {
  date: "When",
  time: "Time",
  range: "From to",
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
