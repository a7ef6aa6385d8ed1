import { IconPlus, IconX } from "@tabler/icons-react";
import type { Combine, CriterionKind, HabitId, MetricId, ProjectId } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Select, TextField } from "../../kit/Field";
import { Segments } from "../../kit/Switch";
import { asksHabit, asksMetric, asksProject, asksTarget, type DraftCriterion, freshCriterion } from "./criteria";
import styles from "./Goals.module.css";
import { combineNames, kindHelp, kindNames, texts } from "./texts";

const words = texts.criteria;
const KINDS = Object.entries(kindNames).map(([value, label]) => ({ value, label }));
const WAYS = Object.entries(combineNames).map(([value, label]) => ({ value: value as Combine, label }));

/** The criteria of a goal as a form. */
export function CriteriaFields({
  criteria,
  combine,
  onChange,
  onCombine,
}: {
  criteria: readonly DraftCriterion[];
  combine: Combine;
  onChange: (criteria: DraftCriterion[]) => void;
  onCombine: (combine: Combine) => void;
}) {
  const projects = useOperation("projects.list", null).data ?? [];
  const habits = useOperation("habits.list", null).data ?? [];
  const metrics = useOperation("metrics.list", {}).data ?? [];
  const change = (key: number, patch: Partial<DraftCriterion>) =>
    onChange(criteria.map((one) => (one.key === key ? { ...one, ...patch } : one)));
  return (
    <div className={styles.criteria}>
      {criteria.map((one, index) => (
        <fieldset key={one.key} className={styles.criterion} aria-label={`Criterion ${index + 1}`}>
          <div className={styles.criterionLine}>
            <div className={styles.kind}>
              {one.id === null ? (
                <Select
                  label={words.kind}
                  value={one.kind}
                  choices={KINDS}
                  onChange={(kind) => kind && change(one.key, { kind: kind as CriterionKind })}
                />
              ) : (
                <span className={styles.fixed}>{kindNames[one.kind]}</span>
              )}
            </div>
            {asksTarget(one.kind) && (
              <TextField
                className={styles.number ?? ""}
                aria-label={targetWord(one.kind)}
                placeholder={targetWord(one.kind)}
                inputMode="decimal"
                value={one.target}
                onChange={(event) => change(one.key, { target: event.target.value })}
              />
            )}
            {one.kind === "habit_count" && (
              <TextField
                className={styles.number ?? ""}
                aria-label={words.days}
                placeholder={words.days}
                inputMode="numeric"
                value={one.days}
                onChange={(event) => change(one.key, { days: event.target.value })}
              />
            )}
            {asksMetric(one.kind) && (
              <TextField
                className={styles.number ?? ""}
                aria-label={words.base}
                placeholder={words.base}
                inputMode="decimal"
                value={one.base}
                onChange={(event) => change(one.key, { base: event.target.value })}
              />
            )}
            <TextField
              aria-label={words.name}
              placeholder={words.nameHint}
              value={one.name}
              onChange={(event) => change(one.key, { name: event.target.value })}
            />
            {combine === "weights" && (
              <TextField
                className={styles.number ?? ""}
                aria-label={words.weight}
                placeholder={words.weight}
                inputMode="decimal"
                value={one.weight}
                onChange={(event) => change(one.key, { weight: event.target.value })}
              />
            )}
            <IconButton
              label={words.remove}
              onClick={() => onChange(criteria.filter((other) => other.key !== one.key))}
            >
              <IconX size={15} stroke={1.7} />
            </IconButton>
          </div>
          {asksProject(one.kind) && one.id === null && (
            <Select
              label={words.project}
              value={one.project === null ? null : String(one.project)}
              none={words.allLinked}
              search
              choices={projects.map(({ id, name }) => ({ value: String(id), label: name }))}
              onChange={(id) => change(one.key, { project: id === null ? null : (Number(id) as ProjectId) })}
            />
          )}
          {asksHabit(one.kind) && one.id === null && (
            <Select
              label={words.habit}
              value={one.habit === null ? null : String(one.habit)}
              none={words.pick}
              choices={habits.map(({ habit }) => ({ value: String(habit.id), label: habit.name }))}
              onChange={(id) => change(one.key, { habit: id === null ? null : (Number(id) as HabitId) })}
            />
          )}
          {asksMetric(one.kind) && one.id === null && (
            <Select
              label={words.metric}
              value={one.metric === null ? null : String(one.metric)}
              none={words.pick}
              choices={metrics.map(({ id, name }) => ({ value: String(id), label: name }))}
              onChange={(id) => change(one.key, { metric: id === null ? null : (Number(id) as MetricId) })}
            />
          )}
          <p className={styles.help}>{kindHelp[one.kind]}</p>
        </fieldset>
      ))}
      <Button
        look="plain"
        icon={<IconPlus size={15} stroke={1.7} />}
        onClick={() => onChange([...criteria, freshCriterion()])}
      >
        {words.add}
      </Button>
      {criteria.length > 1 && (
        <div className={styles.combine}>
          <span className={styles.quiet}>{words.combine}</span>
          <Segments label={words.combine} value={combine} choices={WAYS} onChange={onCombine} />
        </div>
      )}
    </div>
  );
}

const targetWord = (kind: CriterionKind) =>
  asksMetric(kind) ? words.value : kind === "habit_strength" ? words.percent : words.target;
