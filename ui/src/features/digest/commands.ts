import type { Command } from "../../api/command";

export const digestCommands: readonly Command[] = [
  {
    id: "go.digest",
    title: "Digest of the day",
    group: "Go to",
    words: "morning briefing summary due today",
    run: ({ go }) => go("/digest"),
  },
];
