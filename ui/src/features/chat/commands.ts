import type { Command } from "../../api/command";

export const chatCommands: readonly Command[] = [
  { id: "go.chat", title: "Chat", group: "Go to", keys: ["g c"], words: "ask question", run: ({ go }) => go("/chat") },
  {
    id: "chat.new",
    title: "New chat",
    group: "Do",
    keys: ["shift+c"],
    words: "ask question conversation",
    run: ({ go }) => go("/chat"),
  },
];
