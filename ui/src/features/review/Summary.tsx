import { useEffect, useRef, useState } from "react";
import type { Review } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { TextArea } from "../../kit/Field";
import { Prose } from "../../kit/Prose";
import styles from "./Review.module.css";
import { texts } from "./texts";

const KEPT = "almanac.review.words";

function kept(): string {
  try {
    return localStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

function keep(words: string): void {
  try {
    if (words === "") localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, words);
  } catch {
    // Storage is full or forbidden: the words live as long as their page.
  }
}

/** The facts of the week, one's own words, and the way into the logbook. */
export function Summary({
  review,
  decided,
  onBack,
  onSaved,
}: {
  review: Review;
  decided: number;
  onBack: () => void;
  onSaved: (day: string) => void;
}) {
  const save = useMutation("review.save");
  const [words, setWords] = useState(kept);
  const area = useRef<HTMLTextAreaElement>(null);
  // Whoever comes here comes to write.
  useEffect(() => area.current?.focus(), []);
  const open = review.steps.filter((step) => !step.informs).reduce((sum, step) => sum + step.lines.length, 0);
  const send = () =>
    save.mutate(
      { words },
      {
        onSuccess: (entry) => {
          keep("");
          onSaved(entry.day);
        },
      },
    );
  return (
    <section aria-label={texts.summary}>
      <h2 className={styles.title}>{texts.summary}</h2>
      <p className={styles.hint}>
        {texts.decided(decided)}, {texts.left(open)}.
      </p>
      <TextArea
        ref={area}
        aria-label={texts.words}
        placeholder={texts.placeholder}
        rows={6}
        value={words}
        data-testid="review-words"
        onChange={(event) => {
          setWords(event.target.value);
          keep(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <div className={styles.foot}>
        <Button look="plain" keys="b" onClick={onBack}>
          {texts.previous}
        </Button>
        <Button look="primary" keys="mod+enter" disabled={save.isPending} onClick={send} data-testid="review-save">
          {texts.save}
        </Button>
        <span className={styles.detail}>{texts.facts}</span>
      </div>
      <div className={styles.facts}>
        <Prose text={review.text} />
      </div>
    </section>
  );
}
