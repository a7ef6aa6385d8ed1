import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Review } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { Meter } from "../../kit/Meter";
import { Page } from "../../kit/Page";
import { usePageKeys } from "../../kit/usePageKeys";
import styles from "./Review.module.css";
import { StepView } from "./StepView";
import { Summary } from "./Summary";
import { texts } from "./texts";

/** The weekly review, one step at a time. Where it was left it goes on, as long as the app is open. */
export function ReviewPage() {
  const { data, error } = useOperation("review.week", {});
  if (!data) return <Page title={texts.title}>{error && <Notice tone="rubric">{error.message}</Notice>}</Page>;
  return <Guide review={data} />;
}

let left = 0;

function Guide({ review }: { review: Review }) {
  const navigate = useNavigate();
  const last = review.steps.length;
  const [at, setAt] = useState(Math.min(left, last));
  const [decided, setDecided] = useState(0);
  const go = (to: number) => {
    left = Math.max(0, Math.min(to, last));
    setAt(left);
  };
  usePageKeys({ n: () => go(at + 1), b: () => go(at - 1) });
  const step = review.steps[at];
  return (
    <Page
      title={review.title}
      note={
        <div className={styles.progress}>
          {at < last ? texts.step(at + 1, last) : texts.summary}
          <Meter label={texts.step(Math.min(at + 1, last), last)} value={at} max={last} />
        </div>
      }
      actions={
        step && (
          <>
            {at > 0 && (
              <Button look="plain" keys="b" onClick={() => go(at - 1)}>
                {texts.previous}
              </Button>
            )}
            <Button look="primary" keys="n" onClick={() => go(at + 1)} data-testid="review-next">
              {at + 1 === last ? texts.finish : texts.next}
            </Button>
          </>
        )
      }
      width="wide"
    >
      <div className={styles.columns}>
        <nav aria-label={texts.steps}>
          <ol className={styles.steps}>
            {review.steps.map((one, n) => (
              <li key={one.key}>
                <button
                  type="button"
                  className={styles.step}
                  {...(n === at ? { "aria-current": "step" as const } : {})}
                  data-clear={one.lines.length === 0 || undefined}
                  onClick={() => go(n)}
                >
                  <span className={styles.stepName}>{one.title}</span>
                  <span className={styles.count}>{one.lines.length || "–"}</span>
                </button>
              </li>
            ))}
            <li>
              <button
                type="button"
                className={styles.step}
                {...(at === last ? { "aria-current": "step" as const } : {})}
                onClick={() => go(last)}
              >
                <span className={styles.stepName}>{texts.summary}</span>
              </button>
            </li>
          </ol>
        </nav>
        <div>
          {step ? (
            <StepView key={step.key} step={step} onDecided={(n) => setDecided(decided + n)} />
          ) : (
            <Summary
              review={review}
              decided={decided}
              onBack={() => go(at - 1)}
              onSaved={(day) => {
                go(0);
                void navigate({ to: "/logbook/$day", params: { day } });
              }}
            />
          )}
        </div>
      </div>
    </Page>
  );
}
