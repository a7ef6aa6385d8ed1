import { useEffect, useState } from "react";
import type { PointRules } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Field, TextField } from "../../kit/Field";
import { Section } from "../../kit/Page";
import styles from "./Rewards.module.css";
import { ruleNames, texts } from "./texts";

const NAMES = Object.keys(ruleNames) as (keyof PointRules)[];
const DAYS = 30;

const whole = (text: string) => /^\d{1,6}$/.test(text) && Number(text) <= 100_000;

/** The rules, tried on the last thirty days before they count. */
export function Rules() {
  const rules = useOperation("rewards.rules", null);
  const save = useMutation("rewards.set_rules");
  const [draft, setDraft] = useState<Record<string, string>>({});
  useEffect(() => {
    if (rules.data) setDraft(Object.fromEntries(NAMES.map((name) => [name, String(rules.data.rules[name])])));
  }, [rules.data]);
  const valid = NAMES.every((name) => whole(draft[name] ?? ""));
  const tried = Object.fromEntries(NAMES.map((name) => [name, Number(draft[name] ?? 0)])) as PointRules;
  const same = (other: PointRules | undefined) =>
    other !== undefined && NAMES.every((name) => other[name] === tried[name]);
  const preview = useOperation("wallet.simulate", tried, { enabled: valid && rules.data !== undefined, keep: true });
  if (!rules.data) return null;
  return (
    <Section title={texts.rules}>
      <p className={styles.meta}>{texts.rulesNote}</p>
      <div className={styles.rules}>
        <div>
          {NAMES.map((name) => (
            <Field key={name} label={ruleNames[name]}>
              {(id) => (
                <TextField
                  id={id}
                  type="number"
                  min={0}
                  max={100_000}
                  step={1}
                  className={styles.rule ?? ""}
                  aria-invalid={!whole(draft[name] ?? "") || undefined}
                  value={draft[name] ?? ""}
                  onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <div className={styles.preview} aria-live="polite">
          {preview.data && (
            <>
              <p>{texts.preview(DAYS, preview.data.earned, preview.data.would)}</p>
              <ul>
                {preview.data.parts
                  .filter(({ count }) => count > 0)
                  .map(({ subject, count, earned, would }) => (
                    <li key={subject}>
                      <span>{texts.previewPart(subject, count)}</span>
                      <span className={styles.number}>
                        {earned.toLocaleString("en-GB")}
                        {would !== earned && ` → ${would.toLocaleString("en-GB")}`}
                      </span>
                    </li>
                  ))}
              </ul>
            </>
          )}
          <div className={styles.buttons}>
            {!same(rules.data.default) && (
              <Button look="plain" onClick={() => save.mutate(rules.data.default)}>
                {texts.reset}
              </Button>
            )}
            {!same(rules.data.rules) && valid && (
              <Button look="primary" disabled={save.isPending} onClick={() => save.mutate(tried)}>
                {texts.use}
              </Button>
            )}
          </div>
        </div>
      </div>
    </Section>
  );
}
