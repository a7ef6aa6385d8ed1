import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./Chip.module.css";

export type Tone = "plain" | "accent" | "rubric" | "ochre";

export function Chip({
  tone = "plain",
  icon,
  children,
  title,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  title?: string;
}) {
  return (
    <span className={styles.chip} data-tone={tone} title={title}>
      {icon}
      {children}
    </span>
  );
}

/** A chip that can be taken away. */
export function DismissChip({ text, kind, onDismiss }: { text: string; kind: string; onDismiss: () => void }) {
  return (
    <span className={`${styles.chip} ${styles.dismiss}`} data-tone="accent" data-kind={kind}>
      {text}
      <button type="button" className={styles.x} aria-label={`Keep as words: ${text}`} onClick={onDismiss}>
        <IconX size={11} stroke={2} aria-hidden />
      </button>
    </span>
  );
}
