// Keys that mean something on one page only, such as the arrows between days. They come before the keys of the window,
// rest while somebody types, and leave the second key of a sequence such as "g t" alone.
import { useEffect, useRef } from "react";

const SEQUENCES = new Set(["g", "v"]);
const WAIT_MS = 1000;

export type PageKeys = Readonly<Record<string, (() => void) | undefined>>;

export function usePageKeys(keys: PageKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let began = { key: "", at: 0 };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const elsewhere = target?.closest(
        "input, textarea, select, [contenteditable='true'], [role='dialog'], [role='menu'], [role='listbox'], [role='grid']",
      );
      if (elsewhere) return;
      const key = `${event.shiftKey && event.key.length === 1 ? "shift+" : ""}${event.key.toLowerCase().replace(/^arrow/, "")}`;
      const second = SEQUENCES.has(began.key) && event.timeStamp - began.at < WAIT_MS;
      began = { key: second ? "" : key, at: event.timeStamp };
      const run = second ? undefined : latest.current[key];
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, []);
}
