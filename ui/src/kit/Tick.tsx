import styles from "./Tick.module.css";

type Props = {
  done: boolean;
  label: string;
  priority?: number | null;
  blocked?: boolean;
  onToggle: () => void;
  tabIndex?: number;
};

/** The round box in front of a task. Priority is a heavier ring (and a word in the row), never colour alone. */
export function Tick({ done, label, priority, blocked, onToggle, tabIndex }: Props) {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={done}
      aria-label={label}
      tabIndex={tabIndex}
      className={styles.tick}
      data-priority={priority ?? undefined}
      data-blocked={blocked || undefined}
      onClick={(event) => {
        event.stopPropagation();
        onToggle();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <svg viewBox="0 0 18 18" aria-hidden="true">
        <circle cx="9" cy="9" r="7.25" />
        <path d="M5.6 9.3l2.3 2.3 4.5-5" />
      </svg>
    </button>
  );
}
