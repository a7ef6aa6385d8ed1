// The coefficients of urgency, tried on one's own tasks before they count.
import { useEffect, useState } from "react";
import type { UrgencyTerm } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { TextField } from "../../kit/Field";
import { Section } from "../../kit/Page";
import { texts } from "./texts";
import styles from "./Urgency.module.css";

const words = texts.urgency;
const fits = (text: string) => text.trim() !== "" && Math.abs(Number(text)) <= 100;
const say = (number: number) => number.toLocaleString("en", { maximumFractionDigits: 2, minimumFractionDigits: 1 });

export function Urgency() {
  const formula = useOperation("urgency.formula", null);
  const tune = useMutation("urgency.tune");
  const reset = useMutation("urgency.reset");
  const [draft, setDraft] = useState<Partial<Record<UrgencyTerm, string>>>({});
  useEffect(() => {
    if (formula.data) setDraft({});
  }, [formula.data]);
  const changed = Object.entries(draft).filter(([, text]) => fits(text)) as [UrgencyTerm, string][];
  const coefficients = Object.fromEntries(changed.map(([term, text]) => [term, Number(text)]));
  const preview = useOperation("urgency.preview", { coefficients }, { keep: true });
  if (!formula.data) return null;
  const tuned = formula.data.some((rule) => rule.coefficient !== rule.default);
  return (
    <Section title={words.title}>
      <p className={styles.note}>{words.note}</p>
      <div className={styles.both}>
        <table className={styles.terms}>
          <thead>
            <tr>
              <th scope="col">{words.term}</th>
              <th scope="col" className={styles.number}>
                {words.coefficient}
              </th>
            </tr>
          </thead>
          <tbody>
            {formula.data.map(({ term, name, about, coefficient, default: usual }) => (
              <tr key={term}>
                <th scope="row">
                  <span className={styles.name}>{name}</span>
                  <span className={styles.about}>{about}</span>
                </th>
                <td>
                  <TextField
                    type="number"
                    step={0.1}
                    min={-100}
                    max={100}
                    className={styles.field ?? ""}
                    aria-label={words.of(name)}
                    title={words.usual(usual)}
                    aria-invalid={!fits(draft[term] ?? String(coefficient)) || undefined}
                    value={draft[term] ?? String(coefficient)}
                    onChange={(event) => setDraft({ ...draft, [term]: event.target.value })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div>
          <h3 className={styles.head}>{changed.length > 0 ? words.would : words.next}</h3>
          {preview.data?.length === 0 && <p className={styles.note}>{words.empty}</p>}
          <ol className={styles.next} aria-live="polite">
            {preview.data?.map(({ task, urgency, now }) => (
              <li key={task.id}>
                <span className={styles.task}>{task.title}</span>
                <span className={styles.number}>
                  {urgency !== now && <span className={styles.was}>{say(now)} → </span>}
                  {say(urgency)}
                </span>
              </li>
            ))}
          </ol>
          <div className={styles.buttons}>
            {tuned && (
              <Button look="plain" onClick={() => reset.mutate(null)}>
                {words.reset}
              </Button>
            )}
            {changed.length > 0 && (
              <Button look="primary" disabled={tune.isPending} onClick={() => tune.mutate({ coefficients })}>
                {words.use}
              </Button>
            )}
          </div>
        </div>
      </div>
    </Section>
  );
}
