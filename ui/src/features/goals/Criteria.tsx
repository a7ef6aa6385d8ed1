import { useState } from "react";
import type { Combine, CriterionReading, GoalDetail } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { TextField } from "../../kit/Field";
import { Meter } from "../../kit/Meter";
import { Section } from "../../kit/Page";
import { CriteriaFields } from "./CriteriaFields";
import { type DraftCriterion, draftOf, freshCriterion, inputOf } from "./criteria";
import styles from "./Goals.module.css";
import { combineNames, kindNames, texts } from "./texts";

const words = texts.criteria;

/** How the goal is measured, and how far each criterion is. */
export function Criteria({ detail }: { detail: GoalDetail }) {
  const [editing, setEditing] = useState(false);
  const { criteria, line } = detail;
  const nameOf = useNames(criteria);
  return (
    <Section
      title={words.title}
      aside={
        <>
          {criteria.length > 1 && <span className={styles.aside}>{combineNames[line.goal.combine]}</span>}
          <Button look="plain" onClick={() => setEditing(true)} data-testid="edit-criteria">
            {criteria.length === 0 ? words.add : words.edit}
          </Button>
        </>
      }
    >
      {criteria.length === 0 && !line.measurable && <p className={styles.help}>{words.none}</p>}
      <ul className={styles.list}>
        {criteria.map((one) => (
          <li key={one.id} className={styles.reading}>
            <div className={styles.words}>
              <span>{nameOf(one)}</span>
              <span className={styles.quiet}>
                {one.says}
                {criteria.length > 1 && one.part > 0 && ` · ${words.part(one.part)}`}
              </span>
            </div>
            <span className={styles.meter}>
              <Meter label={`${nameOf(one)}: ${one.says}`} value={one.share * 100} max={100} />
            </span>
            <div className={styles.telling}>
              <Told criterion={one} />
            </div>
          </li>
        ))}
      </ul>
      <Dialog title={words.title} open={editing} onClose={() => setEditing(false)} wide>
        {editing && <Editor detail={detail} onClose={() => setEditing(false)} />}
      </Dialog>
    </Section>
  );
}

/** What a criterion is called: by the person, by the habit or metric that it looks at, else by its kind. */
function useNames(criteria: readonly CriterionReading[]): (one: CriterionReading) => string {
  const habits = useOperation("habits.list", {}, { enabled: criteria.some(({ habit }) => habit !== null) });
  const metrics = useOperation(
    "metrics.list",
    { archived: true },
    { enabled: criteria.some(({ metric }) => metric !== null) },
  );
  return (one) =>
    one.name ||
    habits.data?.find(({ habit }) => habit.id === one.habit)?.habit.name ||
    metrics.data?.find(({ id }) => id === one.metric)?.name ||
    kindNames[one.kind];
}

/** What is told by hand: an amount, or yes and no. */
function Told({ criterion }: { criterion: CriterionReading }) {
  const enter = useMutation("goals.enter");
  const [amount, setAmount] = useState("1");
  if (criterion.kind === "yes_no")
    return (
      <Button onClick={() => enter.mutate({ criterion: criterion.id, amount: criterion.level >= 1 ? 0 : 1 })}>
        {criterion.level >= 1 ? words.no : words.yes}
      </Button>
    );
  if (criterion.kind !== "counter") return null;
  const number = Number(amount.replace(",", "."));
  const wrong = amount.trim() === "" || !Number.isFinite(number) || number === 0;
  return (
    <form
      className={styles.told}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) enter.mutate({ criterion: criterion.id, amount: number }, { onSuccess: () => setAmount("1") });
      }}
    >
      <TextField
        className={styles.amount ?? ""}
        aria-label={words.amount(criterion.name || kindNames[criterion.kind])}
        inputMode="decimal"
        value={amount}
        onChange={(event) => setAmount(event.target.value)}
      />
      <Button type="submit" disabled={wrong} title={wrong ? "Type a number that is not 0" : undefined}>
        {words.count}
      </Button>
    </form>
  );
}

function Editor({ detail, onClose }: { detail: GoalDetail; onClose: () => void }) {
  const set = useMutation("goals.set_criteria");
  // Begun once: what is typed outlives news of the goal.
  const [criteria, setCriteria] = useState<DraftCriterion[]>(() =>
    detail.criteria.length === 0 ? [freshCriterion()] : detail.criteria.map(draftOf),
  );
  const [combine, setCombine] = useState<Combine>(detail.line.goal.combine);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate({ goal: detail.line.goal.id, combine, criteria: criteria.map(inputOf) }, { onSuccess: onClose });
      }}
    >
      <p className={styles.help}>{words.help}</p>
      <CriteriaFields criteria={criteria} combine={combine} onChange={setCriteria} onCombine={setCombine} />
      <div className={styles.buttons}>
        <Button look="plain" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary" keys="enter" data-testid="keep-criteria">
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
