// One step of the guided day: what it is about, and the way on and back.
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../../kit/Button";
import styles from "./Day.module.css";
import { dayTexts as texts } from "./texts";

type Props = {
  title: string;
  text?: string;
  at: number;
  of: number;
  onBack: () => void;
  onNext: () => void;
  /** What the way on is called. */
  next?: string;
  /** A second way on. */
  other?: ReactNode;
  busy?: boolean;
  children: ReactNode;
};

export function Step({ title, text, at, of, onBack, onNext, next = texts.next, other, busy, children }: Props) {
  const step = useRef<HTMLElement>(null);
  // Each step begins where one goes on with Enter, or where something is to be written.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is the reason
  useEffect(() => {
    const first = step.current?.querySelector<HTMLElement>("[data-begin]");
    (first ?? step.current?.querySelector<HTMLElement>("[data-next]"))?.focus();
  }, [at]);
  return (
    <section
      ref={step}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onNext();
      }}
    >
      <div className={styles.head}>
        <h3 className={styles.heading}>{title}</h3>
        {of > 1 && <span className={styles.count}>{texts.step(at + 1, of)}</span>}
      </div>
      {text && <p className={styles.text}>{text}</p>}
      <div className={styles.body}>{children}</div>
      <div className={styles.foot}>
        {at > 0 && (
          <Button look="plain" onClick={onBack}>
            {texts.back}
          </Button>
        )}
        <span className={styles.room} />
        {other}
        <Button
          look="primary"
          keys="mod+enter"
          disabled={busy}
          data-next
          data-autofocus
          data-testid="day-next"
          onClick={onNext}
        >
          {next}
        </Button>
      </div>
    </section>
  );
}
