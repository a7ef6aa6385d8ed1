// The names that could be meant, below the line. The line keeps the keyboard.
import type { OfferedName } from "../../api/bindings";
import styles from "./Completions.module.css";
import type { Sign } from "./sign";
import { texts } from "./texts";

type Props = {
  id: string;
  sign: Sign;
  names: readonly OfferedName[];
  active: number;
  onPick: (name: string) => void;
};

const SIGNS = { project: "#", tag: "@", task: "", goal: ">" } as const;

export function Completions({ id, sign, names, active, onPick }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={texts.completions[sign.of]}
      className={styles.list}
      data-testid="completions"
    >
      {names.map(({ name, is_new }, at) => (
        // The line below keeps the focus: a press must not take it.
        <div
          key={name}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          className={styles.option}
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(name);
          }}
        >
          <span className={styles.name}>
            {SIGNS[sign.of]}
            {name}
          </span>
          {is_new && <span className={styles.fresh}>{texts.fresh[sign.of]}</span>}
        </div>
      ))}
    </div>
  );
}
