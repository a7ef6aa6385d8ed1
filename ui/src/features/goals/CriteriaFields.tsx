import { IconPlus, IconX } from "@tabler/icons-react";
import type { Combine, CriterionKind, ProjectId } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Select, TextField } from "../../kit/Field";
import { Segments } from "../../kit/Switch";
import { asksProject, asksTarget, type DraftCriterion, freshCriterion } from "./criteria";
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
                aria-label={words.target}
                placeholder={words.target}
                inputMode="decimal"
                value={one.target}
                onChange={(event) => change(one.key, { target: event.target.value })}
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
