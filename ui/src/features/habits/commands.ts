import type { Command } from "../../api/command";

export const habitCommands: readonly Command[] = [
  {
    id: "go.habits",
    title: "Habits",
    group: "Go to",
    keys: ["g h"],
    words: "streak routine strength",
    run: ({ go }) => go("/habits"),
  },
  {
    id: "habits.new",
    title: "New habit",
    group: "Do",
    keys: ["shift+h"],
    words: "create add routine",
    run: ({ go }) => go("/habits?add=true"),
  },
];
