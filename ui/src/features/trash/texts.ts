import type { Actor, TrashKind } from "../../api/bindings";

export const texts = {
  title: "Trash",
  note: "What was deleted, and by whom.",
  find: "Find by title",
  kind: "Kind",
  anyKind: "Everything",
  restore: "Restore",
  restoreMany: (n: number) => `Restore ${n}`,
  clear: "Clear selection",
  select: (title: string) => `Select ${title}`,
  restored: (n: number) => (n === 1 ? "1 thing is back" : `${n} things are back`),
  refused: "Not restored:",
  untitled: "without a title",
  more: "Show earlier",
  none: {
    title: "The trash is empty",
    text: "Tasks, documents, projects, chats, areas and tags that you delete are found here, with a way back.",
    keys: "mod+z",
    keyText: "takes back the last deletion at once",
  },
  noMatch: { title: "Nothing deleted matches", text: "Try another word, or all kinds." },
  by: {
    user: "you",
    cli: "the command line",
    ai: "the AI",
    agent: "an agent",
    import: "an import",
    automation: "an automation",
    system: "the program",
  } satisfies Record<Actor, string>,
  deleted: (who: string, when: string) => `deleted by ${who}, ${when}`,
} as const;

export const kindNames: Record<TrashKind, string> = {
  task: "Task",
  item: "Document",
  project: "Project",
  entry: "Logbook entry",
  metric: "Metric",
  habit: "Habit",
  goal: "Goal",
  conversation: "Chat",
  reward: "Reward",
  area: "Area",
  tag: "Tag",
};
