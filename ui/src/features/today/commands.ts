import type { Command } from "../../api/command";

export const todayCommands: readonly Command[] = [
  { id: "go.today", title: "Today", group: "Go to", keys: ["g t"], words: "day plan", run: ({ go }) => go("/today") },
];
