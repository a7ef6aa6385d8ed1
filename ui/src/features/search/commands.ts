import type { Command } from "../../api/command";

export const searchCommands: readonly Command[] = [
  {
    id: "go.search",
    title: "Search",
    group: "Go to",
    keys: ["/", "g s"],
    words: "find",
    run: ({ go }) => go("/search"),
  },
];
