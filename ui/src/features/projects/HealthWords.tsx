import type { ProjectHealth } from "../../api/bindings";
import styles from "./Projects.module.css";
import { healthNames } from "./texts";

/** A dot and its words: never the colour alone. */
export function HealthWords({ health, text }: { health: ProjectHealth; text?: string }) {
  return (
    <span className={styles.health} data-health={health}>
      <span className={styles.healthDot} aria-hidden="true" />
      {healthNames[health]}
      {text && <span className={styles.quiet}>{text}</span>}
    </span>
  );
}
