import styles from "./Meter.module.css";

/** A thin bar with a known share. The words beside it say the same. */
export function Meter({ label, value, max, tone }: { label: string; value: number; max: number; tone?: "ochre" }) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <div
      className={styles.meter}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, Math.round(max))}
      aria-valuenow={Math.round(value)}
      data-tone={tone}
    >
      <div className={styles.fill} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
