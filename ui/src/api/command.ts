// A command is something a person can ask for by name or by key. Palette, shortcuts and help read the same list.
import type { Client } from "./client";

export type CommandContext = {
  client: Client;
  /** Opens a place, such as "/tasks?filter=tag%3Ahome". */
  go: (route: string) => void;
};

export type Command = {
  id: string;
  title: string;
  /** Heading in the palette and in the help sheet. */
  group: string;
  /** "g t" is a sequence, "mod+k" a chord ("mod" is Cmd on a Mac, Ctrl elsewhere). The first is shown. */
  keys?: readonly string[];
  /** More words by which the palette finds it. */
  words?: string;
  /** Absent = always. */
  when?: () => boolean;
  run: (context: CommandContext) => unknown;
  /** In the help sheet, but not in the palette (j, k, …). */
  keyboardOnly?: boolean;
};
