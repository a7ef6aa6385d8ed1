import type { Command } from "../../api/command";
import { openGuide } from "./day/guide";

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
    id: "plan.day",
    title: "Plan my day",
    group: "Do",
    keys: ["shift+p"],
    words: "optimise schedule propose arrange today time blocks",
    run: ({ go }) => go("/plan?propose=day"),
  },
  {
    id: "plan.week",
    title: "Plan my week",
    group: "Do",
    words: "optimise schedule propose arrange seven days time blocks",
    run: ({ go }) => go("/plan?propose=week"),
  },
  {
    id: "day.morning",
    title: "Begin the day",
    group: "Do",
    keys: ["shift+a"],
    words: "morning start carry over choose plan startup ritual",
    run: () => openGuide("morning"),
  },
  {
    id: "day.evening",
    title: "Close the day",
    group: "Do",
    keys: ["shift+q"],
    words: "evening end shutdown ritual roll over logbook night",
    run: () => openGuide("evening"),
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
