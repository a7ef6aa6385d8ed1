import styles from "./Logbook.module.css";

type Props<V> = {
  label: string;
  choices: readonly { value: V; label: string }[];
  value: V | null;
  onChange: (value: V | null) => void;
};

/** A few steps of which one may be taken; taken again it is given back. */
export function Scale<V extends string | number>({ label, choices, value, onChange }: Props<V>) {
  return (
    <fieldset className={styles.scale} aria-label={label}>
      <span className={styles.scaleName} aria-hidden="true">
        {label}
      </span>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className={styles.step}
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value === value ? null : choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  );
}
