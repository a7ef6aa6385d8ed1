import type { Command } from "../api/command";
import { toast } from "../kit/toast";
import { openHelp, openPalette, openWelcome, toggleSidebar } from "./shell";
import { texts } from "./texts";

export const appCommands: readonly Command[] = [
  {
    id: "app.palette",
    title: "Command palette",
    group: texts.groups.help,
    keys: ["mod+k", "mod+shift+p"],
    keyboardOnly: true,
    run: openPalette,
  },
  {
    id: "app.undo",
    title: "Undo",
    group: texts.groups.act,
    keys: ["mod+z"],
    words: "revert back step",
    run: async ({ client }) => {
      const { undo } = await client.call("history.state", null);
      if (!undo) return toast({ id: "undo", text: texts.toast.nothingToUndo });
      await client.write("history.undo", null);
      toast({ id: "undo", text: texts.toast.undone(undo.label) });
    },
  },
  {
    id: "app.redo",
    title: "Redo",
    group: texts.groups.act,
    keys: ["mod+shift+z", "mod+y"],
    run: async ({ client }) => {
      const { redo } = await client.call("history.state", null);
      if (!redo) return toast({ id: "undo", text: texts.toast.nothingToRedo });
      await client.write("history.redo", null);
      toast({ id: "undo", text: texts.toast.redone(redo.label) });
    },
  },
  {
    id: "app.sidebar",
    title: "Show or hide the sidebar",
    group: texts.groups.act,
    keys: ["mod+b"],
    run: toggleSidebar,
  },
  {
    id: "app.palette.commands",
    title: "Commands only",
    group: texts.groups.help,
    keys: ["mod+shift+k"],
    keyboardOnly: true,
    run: () => openPalette(">"),
  },
  {
    id: "app.welcome",
    title: "First steps",
    group: texts.groups.help,
    words: "welcome onboarding introduction tour start sample",
    run: openWelcome,
  },
  {
    id: "app.samples",
    title: "Add sample data",
    group: texts.groups.help,
    words: "example demo look around",
    run: ({ client }) => client.write("samples.add", null),
  },
  {
    id: "app.help",
    title: "Keyboard shortcuts",
    group: texts.groups.help,
    keys: ["?"],
    words: "help keys cheat sheet",
    run: openHelp,
  },
];
