import type { Command } from "../../api/command";

export const reviewCommands: readonly Command[] = [
  {
    id: "go.review",
    title: "Weekly review",
    group: "Go to",
    keys: ["g v"],
    words: "gtd week stalled overdue inbox reflect",
    run: ({ go }) => go("/review"),
  },
];
