import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { AreaId, Combine, GoalId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { DayField, Field, Select, TextField } from "../../kit/Field";
import { CriteriaFields } from "./CriteriaFields";
import { type DraftCriterion, freshCriterion, inputOf } from "./criteria";
import styles from "./Goals.module.css";
import { texts } from "./texts";

export function NewGoalDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title={texts.add} open={open} onClose={onClose} wide>
      {open && <Form onClose={onClose} />}
    </Dialog>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const areas = useOperation("areas.list", null).data ?? [];
  const goals = useOperation("goals.list", null).data ?? [];
  const create = useMutation("goals.create");
  const [name, setName] = useState("");
  const [area, setArea] = useState<AreaId | null>(null);
  const [parent, setParent] = useState<GoalId | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const [criteria, setCriteria] = useState<DraftCriterion[]>([]);
  const [combine, setCombine] = useState<Combine>("all");
  useEffect(() => setCriteria([freshCriterion()]), []);
  // A first criterion that nobody touched is none.
  const meant = criteria.filter((one) => one.kind !== "counter" || one.target.trim() !== "" || one.name.trim() !== "");
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!name.trim() || create.isPending) return;
        create.mutate(
          { name: name.trim(), area, parent, target, combine, criteria: meant.map(inputOf) },
          { onSuccess: (goal) => void navigate({ to: "/goals/$id", params: { id: String(goal.id) } }) },
        );
      }}
    >
      <TextField
        autoFocus
        data-autofocus
        aria-label={texts.name}
        placeholder={texts.nameHint}
        value={name}
        onChange={(event) => setName(event.target.value)}
        data-testid="goal-name"
      />
      <div className={styles.pairs}>
        <Field label={texts.target}>
          {(id) => <DayField id={id} label={texts.target} value={target} none={texts.noTarget} onChange={setTarget} />}
        </Field>
        <Field label={texts.area}>
          {(id) => (
            <Select
              id={id}
              label={texts.area}
              value={area === null ? null : String(area)}
              none={texts.noArea}
              choices={areas.map((one) => ({ value: String(one.id), label: one.name }))}
              onChange={(value) => setArea(value === null ? null : (Number(value) as AreaId))}
            />
          )}
        </Field>
        {goals.length > 0 && (
          <Field label={texts.parent}>
            {(id) => (
              <Select
                id={id}
                label={texts.parent}
                value={parent === null ? null : String(parent)}
                none={texts.noParent}
                choices={goals.map(({ goal }) => ({ value: String(goal.id), label: goal.name }))}
                onChange={(value) => setParent(value === null ? null : (Number(value) as GoalId))}
              />
            )}
          </Field>
        )}
      </div>
      <h3 className={styles.question}>{texts.criteria.how}</h3>
      <CriteriaFields criteria={criteria} combine={combine} onChange={setCriteria} onCombine={setCombine} />
      <div className={styles.buttons}>
        <Button look="plain" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button
          type="submit"
          look="primary"
          keys="enter"
          disabled={!name.trim() || create.isPending}
          title={name.trim() ? undefined : "Give it a name first"}
          data-testid="goal-create"
        >
          {texts.create}
        </Button>
      </div>
    </form>
  );
}
