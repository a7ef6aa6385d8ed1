import type { Command } from "../../api/command";

export const metricCommands: readonly Command[] = [
  { id: "go.metrics", title: "Metrics", group: "Go to", keys: ["g m"], run: ({ go }) => go("/metrics") },
  {
    id: "metrics.new",
    title: "New metric",
    group: "Do",
    keys: ["shift+m"],
    words: "create add measure track weight sleep mood",
    run: ({ go }) => go("/metrics?add=true"),
  },
];
