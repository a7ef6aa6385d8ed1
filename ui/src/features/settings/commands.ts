import type { Settings } from "../../api/bindings";
import type { Command } from "../../api/command";

const theme = (value: Settings["theme"], title: string, words: string): Command => ({
  id: `settings.theme.${value}`,
  title,
  group: "Do",
  words: `appearance colour mode ${words}`,
  run: ({ client }) => client.write("settings.update", { theme: value }),
});

export const settingsCommands: readonly Command[] = [
  {
    id: "go.settings",
    title: "Settings",
    group: "Go to",
    keys: ["mod+,"],
    words: "preferences options",
    run: ({ go }) => go("/settings"),
  },
  {
    id: "settings.density",
    title: "Compact or comfortable lines",
    group: "Do",
    words: "density rows appearance settings",
    run: async ({ client }) => {
      const { density } = await client.call("settings.get", null);
      await client.write("settings.update", { density: density === "compact" ? "comfortable" : "compact" });
    },
  },
  {
    id: "settings.samples.remove",
    title: "Remove the sample data",
    group: "Do",
    words: "example demo delete",
    run: ({ client }) => client.write("samples.remove", null),
  },
  theme("light", "Light theme", "day paper bright"),
  theme("dark", "Dark theme", "night black"),
  theme("system", "Theme as the system", "automatic"),
];
