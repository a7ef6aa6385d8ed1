// A text that saves itself: kept at every key, sent after a pause and when it is left. What is typed while a save is on
// its way is saved after it, and what the core says never overwrites words that it has not got yet.
import { useCallback, useEffect, useRef, useState } from "react";
import { forget, keep, readKept } from "./kept";

export type SaveState = "clean" | "waiting" | "saving" | "saved" | "failed";

const PAUSE_MS = 900;

export function useSaved(place: string, stored: string, send: (text: string) => Promise<unknown>) {
  const [text, setText] = useState(() => readKept(place) ?? stored);
  const [state, setState] = useState<SaveState>("clean");
  const now = useRef({ text, saved: stored, sending: false, place });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const at = now.current;
    if (at.sending || at.text === at.saved) return;
    at.sending = true;
    setState("saving");
    const sent = at.text;
    try {
      await latest.current(sent);
      at.saved = sent;
      at.sending = false;
      if (at.text === sent) {
        forget(at.place);
        setState("saved");
      } else await save();
    } catch {
      at.sending = false;
      setState("failed");
    }
  }, []);

  const write = useCallback(
    (next: string) => {
      const at = now.current;
      at.text = next;
      setText(next);
      keep(at.place, next);
      setState("waiting");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), PAUSE_MS);
    },
    [save],
  );

  // Another window, or undo: taken over unless something is still to be saved.
  useEffect(() => {
    const at = now.current;
    if (at.sending || at.text !== at.saved || stored === at.saved) return;
    at.text = stored;
    at.saved = stored;
    setText(stored);
  }, [stored]);

  // Words that were begun without an entry belong to it as soon as there is one.
  useEffect(() => {
    const at = now.current;
    if (at.place === place) return;
    if (at.text !== at.saved) keep(place, at.text);
    forget(at.place);
    at.place = place;
  }, [place]);

  // What an earlier visit could not save is saved now; what is unsaved when the page is left, then.
  useEffect(() => {
    void save();
    const leave = () => void save();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      void save();
    };
  }, [save]);

  return { text, write, save, state, isSaved: () => now.current.text === now.current.saved };
}
