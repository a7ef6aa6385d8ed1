// What somebody has typed into a note and not saved yet. It outlives the page, so a look elsewhere costs no words.
import type { Item } from "../../api/bindings";

export type NoteWords = { title: string; text: string; tags: string[] };
type Place = number | "new";

const unsaved = new Map<Place, NoteWords>();

export function placeOf(item: Item | undefined): Place {
  return item?.id ?? "new";
}

export function unsavedWords(place: Place): NoteWords | undefined {
  return unsaved.get(place);
}

export function keepWords(place: Place, words: NoteWords, stored: NoteWords): void {
  if (same(words, stored)) unsaved.delete(place);
  else unsaved.set(place, words);
}

export function dropWords(place: Place): void {
  unsaved.delete(place);
}

export function same(a: NoteWords, b: NoteWords): boolean {
  return a.title === b.title && a.text === b.text && a.tags.join(" ") === b.tags.join(" ");
}
