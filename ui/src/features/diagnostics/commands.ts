import type { Command } from "../../api/command";

export const diagnosticsCommands: readonly Command[] = [
  {
    id: "go.diagnostics",
    title: "Diagnostics",
    group: "Go to",
    keys: ["g y"],
    words: "health status about version log support problem",
    run: ({ go }) => go("/diagnostics"),
  },
  {
    id: "diagnostics.log",
    title: "Show the folder of the log",
    group: "Do",
    words: "open log file support",
    run: ({ client }) => client.transport.window("show_log_folder"),
  },
];
