import { Button } from "./Button";
import styles from "./Estimate.module.css";
import { sayMinutes } from "./time";

type Props = {
  /** What the thing is called, for who cannot see where this stands. */
  of: string;
  minutes: number;
  /** Four of five took no longer; nothing where too few are alike. */
  p80: number | null;
  /** How many are alike. */
  n: number;
  /** The titles of the most similar. */
  like?: readonly string[];
  onUse: () => void;
};

/** How long something will take, as learnt from what is alike. It is marked as an estimate until it is accepted. */
export function Estimate({ of, minutes, p80, n, like = [], onUse }: Props) {
  return (
    <div className={styles.estimate} data-testid="estimate">
      <span className={styles.words} title={like.join("\n")}>
        <span className={styles.mark}>Estimate</span> {sayMinutes(minutes)}
        {p80 === null ? ": nothing alike is finished yet" : ` · 4 of 5 within ${sayMinutes(p80)} · ${n} alike`}
      </span>
      <Button
        look="plain"
        className={styles.use ?? ""}
        aria-label={`Use ${sayMinutes(minutes)} for ${of}`}
        onClick={onUse}
      >
        Use {sayMinutes(minutes)}
      </Button>
    </div>
  );
}
