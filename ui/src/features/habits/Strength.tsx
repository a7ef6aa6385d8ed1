import styles from "./Habits.module.css";
import { percent, texts } from "./texts";

/** A ring that fills as a habit grows firm; the number stands in it. */
export function Strength({ share, size = 34 }: { share: number; size?: number }) {
  const radius = 16;
  const around = 2 * Math.PI * radius;
  return (
    <span className={styles.ring} role="img" aria-label={texts.strength(share)} title={texts.strength(share)}>
      <svg viewBox="0 0 36 36" width={size} height={size} aria-hidden="true">
        <circle cx="18" cy="18" r={radius} className={styles.ringRest} />
        <circle
          cx="18"
          cy="18"
          r={radius}
          className={styles.ringPart}
          strokeDasharray={`${around * share} ${around}`}
          transform="rotate(-90 18 18)"
        />
        <text x="18" y="21.5" textAnchor="middle" className={styles.ringText}>
          {percent(share).replace(" %", "")}
        </text>
      </svg>
    </span>
  );
}
