import type { Command } from "../../api/command";

export const planCommands: readonly Command[] = [
  {
    id: "go.plan",
    title: "Plan",
    group: "Go to",
    keys: ["g d"],
    words: "calendar timeline schedule day week",
    run: ({ go }) => go("/plan"),
  },
  {
    id: "plan.new",
    title: "New block",
    group: "Do",
    keys: ["shift+b"],
    words: "create add plan event break focus time",
    run: ({ go }) => go("/plan?add=true"),
  },
];
