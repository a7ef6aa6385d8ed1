import type { Command } from "../../api/command";

export const processingCommands: readonly Command[] = [
  {
    id: "go.processing",
    title: "Processing",
    group: "Go to",
    keys: ["g r"],
    words: "queue jobs reading embedding",
    run: ({ go }) => go("/processing"),
  },
  {
    id: "processing.pause",
    title: "Pause or resume processing",
    group: "Do",
    words: "stop queue battery",
    run: async ({ client }) => {
      const { paused } = await client.call("processing.status", null);
      await client.write("processing.pause", { paused: !paused });
    },
  },
];
