import { create } from "zustand";
import { type Draft, EMPTY } from "./draft";

/** The capture dialog of the main window. Its draft outlives closing it. */
export const useCapture = create<{ open: boolean; draft: Draft }>(() => ({ open: false, draft: EMPTY }));

export const openCapture = () => useCapture.setState({ open: true });
export const closeCapture = () => useCapture.setState({ open: false });
