import type { Completion, Suggestion } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { scalarOffset, utf16Offsets } from "../../kit/offsets";
import { kindNames } from "./texts";

/** Something that could stand at the caret: a filter, its value, a title or a word. */
export type Offer = {
  text: string;
  note: string;
  /** The whole line once it is taken, and the caret in it. */
  line: string;
  caret: number;
  /** What its title leads to. */
  hit: { kind: "item" | "task"; id: number } | null;
};

/** The offers for a line; none while nobody types. */
export function useOffers(text: string, caret: number, typing: boolean): Offer[] {
  const input = { text, caret: scalarOffset(text, caret) };
  const enabled = typing && text.trim() !== "";
  const completion = useOperation("search.complete", input, { enabled });
  const suggestions = useOperation("search.suggest", input, { enabled });
  if (!enabled) return [];
  return offersOf(text, completion.data, suggestions.data);
}

/** Filters first; titles and words where none fits. */
export function offersOf(text: string, completion?: Completion, suggestions: readonly Suggestion[] = []): Offer[] {
  const at = utf16Offsets(text);
  const filters = (completion?.candidates ?? []).map(({ text: put, note }) => {
    const before = text.slice(0, at(completion?.start ?? 0)) + put;
    const rest = text.slice(at(completion?.end ?? 0));
    // A value brings its own space.
    const after = put.endsWith(" ") ? rest.trimStart() : rest;
    return { text: put.trim(), note, line: before + after, caret: before.length, hit: null };
  });
  const others = suggestions.map(({ text: put, kind, id }): Offer => {
    const hit = id !== null && (kind === "item" || kind === "task") ? { kind, id } : null;
    return { text: put.trim(), note: kind ? kindNames[kind] : "", line: put, caret: put.length, hit };
  });
  const unseen = new Set<string>();
  return [...filters, ...others]
    .filter((offer) => offer.line !== text && !unseen.has(offer.text) && unseen.add(offer.text))
    .slice(0, 8);
}
