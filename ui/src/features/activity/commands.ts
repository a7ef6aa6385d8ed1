import type { Command } from "../../api/command";

export const activityCommands: readonly Command[] = [
  {
    id: "go.activity",
    title: "Activity",
    group: "Go to",
    keys: ["g a"],
    words: "history log changes",
    run: ({ go }) => go("/activity"),
  },
];
