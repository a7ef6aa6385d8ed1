import type { Command } from "../../api/command";

export const trashCommands: readonly Command[] = [
  {
    id: "go.trash",
    title: "Trash",
    group: "Go to",
    keys: ["g x"],
    words: "deleted bin restore bring back",
    run: ({ go }) => go("/trash"),
  },
];
