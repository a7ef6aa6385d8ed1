import type { Command } from "../../api/command";

export const knowledgeCommands: readonly Command[] = [
  {
    id: "go.knowledge",
    title: "Knowledge",
    group: "Go to",
    keys: ["g k"],
    words: "library items files notes documents",
    run: ({ go }) => go("/knowledge"),
  },
  {
    id: "knowledge.note",
    title: "New note",
    group: "Do",
    keys: ["n"],
    words: "write create",
    run: ({ go }) => go("/knowledge?add=note"),
  },
  {
    id: "knowledge.link",
    title: "Add a web page…",
    group: "Do",
    words: "clip url address bookmark save read later",
    run: ({ go }) => go("/knowledge?add=link"),
  },
  {
    id: "go.tags",
    title: "Tags",
    group: "Go to",
    words: "labels merge rename alias",
    run: ({ go }) => go("/tags"),
  },
  {
    id: "knowledge.import",
    title: "Add files…",
    group: "Do",
    words: "import pdf markdown folder drop",
    run: ({ go }) => go("/knowledge?add=files"),
  },
];
