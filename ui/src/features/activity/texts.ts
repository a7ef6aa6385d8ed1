import type { Actor } from "../../api/bindings";

export const texts = {
  title: "Activity",
  note: "Every change, who made it, and a way back.",
  undo: "Undo",
  redo: "Redo",
  revert: "Revert this",
  undone: "undone",
  changes: (n: number) => `${n.toLocaleString()} ${n === 1 ? "change" : "changes"}`,
  anyone: "Anyone",
  actor: "Made by",
  more: "Show earlier",
  none: {
    title: "Nothing has happened yet",
    text: "What you, an import or the AI changes appears here and can be taken back.",
    keys: "mod+z",
    keyText: "undoes the last change",
  },
  created: "Created",
  deleted: "Deleted",
  changed: "Changed",
  before: "before",
  after: "after",
  moreChanges: (n: number) => `and ${n.toLocaleString()} more`,
} as const;

export const actorNames: Record<Actor, string> = {
  user: "You",
  cli: "Command line",
  ai: "AI",
  agent: "Agent",
  import: "Import",
  automation: "Automation",
  system: "System",
};
