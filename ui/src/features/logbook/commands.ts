import type { Command } from "../../api/command";

export const logbookCommands: readonly Command[] = [
  {
    id: "go.logbook",
    title: "Logbook",
    group: "Go to",
    keys: ["g j"],
    words: "journal diary day entry mood write",
    run: ({ go }) => go("/logbook"),
  },
];
