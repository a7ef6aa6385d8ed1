import type { Command } from "../../api/command";

export const goalCommands: readonly Command[] = [
  { id: "go.goals", title: "Goals", group: "Go to", keys: ["g o"], run: ({ go }) => go("/goals") },
  {
    id: "goals.new",
    title: "New goal",
    group: "Do",
    keys: ["shift+o"],
    words: "create add outcome target",
    run: ({ go }) => go("/goals?add=true"),
  },
];
