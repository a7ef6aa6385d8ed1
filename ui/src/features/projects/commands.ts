import type { Command } from "../../api/command";

export const projectCommands: readonly Command[] = [
  { id: "go.projects", title: "Projects", group: "Go to", keys: ["g p"], run: ({ go }) => go("/projects") },
  {
    id: "projects.new",
    title: "New project",
    group: "Do",
    keys: ["shift+n"],
    words: "create add",
    run: ({ go }) => go("/projects?add=true"),
  },
];
