// Keys to commands. One listener for the whole window; sequences such as "g t" wait a second for their next key.
import type { Command } from "../api/command";

const WAIT_MS = 1000;
const MAC = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** "mod+shift+z", "?", "g". Shift is not named where the character already carries it. */
export function chordOf(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase().replace(/^arrow/, "");
  const mod = MAC ? event.metaKey : event.ctrlKey;
  const letter = /^[a-z]$/.test(key) || key.length > 1;
  return [
    mod ? "mod" : "",
    !MAC && event.metaKey ? "meta" : "",
    MAC && event.ctrlKey ? "ctrl" : "",
    event.altKey ? "alt" : "",
    event.shiftKey && (letter || mod) ? "shift" : "",
    key,
  ]
    .filter(Boolean)
    .join("+");
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, [contenteditable='true']") !== null;
}

/** Space and Enter belong to a focused button; letters belong to an open menu or dialog. */
function belongsElsewhere(event: KeyboardEvent, chord: string): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (!target) return false;
  if (target.closest("[role='dialog'], [role='menu'], [role='listbox']")) return true;
  return (chord === "space" || chord === "enter") && target.closest("button, a, summary, [role='switch']") !== null;
}

export function listenForShortcuts(commands: () => readonly Command[], run: (command: Command) => void): () => void {
  let typed: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reset = () => {
    typed = [];
    clearTimeout(timer);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    const chord = chordOf(event);
    const global = chord.startsWith("mod+");
    const typing = isTyping(event.target);
    // Undo in a text field is the field's own.
    if (typing && (!global || chord === "mod+z" || chord === "mod+shift+z" || chord === "mod+a")) return reset();
    if (!global && belongsElsewhere(event, chord)) return reset();

    typed.push(chord);
    const active = commands().filter((command) => command.keys && (command.when?.() ?? true));
    const match = (sequence: string) => active.find((command) => command.keys?.includes(sequence));
    const sequence = typed.join(" ");
    const found = match(sequence) ?? match(chord);
    if (found) {
      event.preventDefault();
      reset();
      run(found);
    } else if (active.some((command) => command.keys?.some((keys) => keys.startsWith(`${sequence} `)))) {
      clearTimeout(timer);
      timer = setTimeout(reset, WAIT_MS);
    } else {
      reset();
    }
  };

  window.addEventListener("keydown", onKeyDown);
  return () => {
    reset();
    window.removeEventListener("keydown", onKeyDown);
  };
}
