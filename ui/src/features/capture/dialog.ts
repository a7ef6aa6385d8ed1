import { create } from "zustand";
import type { Draft } from "./draft";
import { keepDraft, readDraft } from "./keptDraft";

/** The capture dialog of the main window. Its draft outlives closing it. */
export const useCapture = create<{ open: boolean; draft: Draft }>(() => ({
  open: false,
  draft: readDraft("dialog"),
}));
useCapture.subscribe(({ draft }, before) => draft !== before.draft && keepDraft("dialog", draft));

export const openCapture = () => useCapture.setState({ open: true });
export const closeCapture = () => useCapture.setState({ open: false });
