// A draft survives hiding, closing and a crash: it is written down at every key.
import { type Draft, EMPTY } from "./draft";

export function readDraft(place: string): Draft {
  try {
    const kept = JSON.parse(localStorage.getItem(`almanac.draft.${place}`) ?? "null") as Partial<Draft> | null;
    if (typeof kept?.text !== "string" || !Array.isArray(kept.dismissed)) return EMPTY;
    return { text: kept.text, dismissed: kept.dismissed };
  } catch {
    return EMPTY;
  }
}

export function keepDraft(place: string, draft: Draft): void {
  try {
    if (draft.text === "") localStorage.removeItem(`almanac.draft.${place}`);
    else localStorage.setItem(`almanac.draft.${place}`, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the draft lives as long as its window.
  }
}
