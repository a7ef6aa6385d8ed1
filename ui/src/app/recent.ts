// What was opened from the palette since the start, newest first. Kept in memory only: titles are the user's own words.
import { create } from "zustand";

export type Recent = { route: string; title: string; kind: string };

const SHOWN = 6;

export const useRecent = create<{ list: readonly Recent[] }>(() => ({ list: [] }));

export function remember(recent: Recent): void {
  useRecent.setState(({ list }) => ({
    list: [recent, ...list.filter(({ route }) => route !== recent.route)].slice(0, SHOWN),
  }));
}
