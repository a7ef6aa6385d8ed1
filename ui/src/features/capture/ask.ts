// What the line asks the core: the one grammar, the names that are there, and the reference of the language.
import type { Beginning, CaptureAs, LanguageSection, OfferedName, ParsedLine, Task } from "../../api/bindings";
import type { Transport } from "../../api/transport";
import { type Draft, head } from "./draft";

export type Ask = {
  parse: (draft: Draft, as?: CaptureAs) => Promise<ParsedLine[]>;
  complete: (beginning: Beginning) => Promise<OfferedName[]>;
  language: () => Promise<LanguageSection[]>;
  /** Open tasks that say nearly the same. It may take a second, so it is asked while the person pauses. */
  similar: (text: string) => Promise<Task[]>;
};

/** Asks without the main window's client. */
export function askThrough(transport: Transport): Ask {
  const call = async (name: string, input: unknown) => (await transport.call(name, input)).data;
  return {
    parse: async ({ text, dismissed }, as) =>
      (await call("capture.parse", { text: head(text), dismissed, ...(as ? { save_as: as } : {}) })) as ParsedLine[],
    complete: async (beginning) => (await call("capture.complete", beginning)) as OfferedName[],
    language: async () => (await call("capture.language", null)) as LanguageSection[],
    similar: async (text) => (await call("capture.similar", { text: head(text) })) as Task[],
  };
}
