import styles from "./Keys.module.css";

const MAC = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

const NAMES: Record<string, string> = {
  mod: MAC ? "⌘" : "Ctrl",
  ctrl: MAC ? "⌃" : "Ctrl",
  shift: MAC ? "⇧" : "Shift",
  alt: MAC ? "⌥" : "Alt",
  enter: "↵",
  escape: "Esc",
  space: "Space",
  delete: "Del",
  tab: "Tab",
  up: "↑",
  down: "↓",
};

/** "mod+k" or "g t" as the words printed on the keyboard. */
export function keyNames(keys: string): string[][] {
  return keys
    .split(" ")
    .map((chord) => chord.split("+").map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)));
}

export function Keys({ keys, className }: { keys: string; className?: string | undefined }) {
  return (
    <span className={`${styles.keys} ${className ?? ""}`} aria-hidden="true">
      {keyNames(keys).map((chord, at) => (
        <span key={at} className={styles.chord}>
          {chord.map((key) => (
            <kbd key={key} className={styles.key}>
              {key}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
