// A block in a dialog: made new, or changed.
import { useState } from "react";
import type { PlanBlock, PlanBlockKind, RepeatScope, Timestamp } from "../../api/bindings";
import { useClient, useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { DayField, Field, Select, TextArea, TextField } from "../../kit/Field";
import { dateOf, isoOf, sayClock } from "../../kit/time";
import styles from "./Plan.module.css";
import { texts } from "./texts";

export type Draft = { block: PlanBlock | null; from: number };

const HOUR = 3_600_000;
/** Which occurrences of a repeating block are meant. */
const SCOPES = ["this", "following", "all"] as const;

export function BlockForm({ draft: { block, from }, onClose }: { draft: Draft; onClose: () => void }) {
  const client = useClient();
  const create = useMutation("blocks.create");
  const [title, setTitle] = useState(block?.title ?? "");
  const [kind, setKind] = useState<PlanBlockKind>(block?.kind ?? "focus");
  const [day, setDay] = useState(isoOf(new Date(from)));
  const [starts, setStarts] = useState(sayClock(from));
  const [ends, setEnds] = useState(sayClock(block?.ends_at ?? from + HOUR));
  const [notes, setNotes] = useState(block?.notes ?? "");
  const [rule, setRule] = useState(block?.rule ?? "");
  const [scope, setScope] = useState<RepeatScope>("this");
  const kinds = (["focus", "event", "break", "habit", "task"] as const).filter(
    (one) => one !== "task" || block?.task != null,
  );
  const rules = { ...texts.form.rules, ...(block?.rule ? { [block.rule]: block.repeats ?? block.rule } : {}) };

  const save = async () => {
    const begins = momentOf(day, starts);
    let until = momentOf(day, ends);
    // What ends before it begins ends on the day after.
    if (until <= begins) until += 24 * HOUR;
    if (!block) {
      const times = { starts_at: begins as Timestamp, ends_at: until as Timestamp };
      create.mutate({ title, kind, notes, ...(rule ? { rule } : {}), ...times }, { onSuccess: onClose });
      return;
    }
    const changed = rule !== (block.rule ?? "");
    const chosen = block.rule ? { occurrence: block.starts_at, scope } : {};
    const named = { id: block.id, title, kind, notes, ...(changed ? { rule: rule || null } : {}) };
    // From here on it is a block of its own, or a series of its own, and has another id.
    const { id, starts_at } = await client.write("blocks.update", { ...named, ...chosen }, { quiet: true });
    if (begins !== block.starts_at || until !== block.ends_at) {
      const from = scope === "all" && block.rule && !changed ? block.starts_at : starts_at;
      const to = from + begins - block.starts_at;
      const times = { starts_at: to as Timestamp, ends_at: (to + until - begins) as Timestamp };
      const all = block.rule || rule ? { occurrence: from, scope: "all" as const } : {};
      await client.write("blocks.resize", { id, ...all, ...times }, { quiet: true });
    }
    onClose();
  };
  return (
    <Dialog open title={block ? texts.form.edit : texts.form.add} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save().catch(() => undefined);
        }}
      >
        <Field label={texts.form.title}>
          {(id) => (
            <TextField id={id} data-autofocus value={title} onChange={(event) => setTitle(event.target.value)} />
          )}
        </Field>
        <Field label={texts.form.kind}>
          {(id) => (
            <Select
              id={id}
              label={texts.form.kind}
              value={kind}
              choices={kinds.map((value) => ({ value, label: texts.form.kinds[value] }))}
              onChange={(chosen) => chosen && setKind(chosen as PlanBlockKind)}
            />
          )}
        </Field>
        <Field label={texts.form.from}>
          {(id) => (
            <span className={styles.times}>
              <DayField label={texts.day} value={day} onChange={(chosen) => chosen && setDay(chosen)} />
              <TextField
                id={id}
                type="time"
                required
                value={starts}
                onChange={(event) => setStarts(event.target.value)}
              />
            </span>
          )}
        </Field>
        <Field label={texts.form.until}>
          {(id) => (
            <TextField id={id} type="time" required value={ends} onChange={(event) => setEnds(event.target.value)} />
          )}
        </Field>
        <Field label={texts.form.repeat}>
          {(id) => (
            <Select
              id={id}
              label={texts.form.repeat}
              value={rule || null}
              none={texts.form.never}
              choices={Object.entries(rules).map(([value, label]) => ({ value, label }))}
              onChange={(chosen) => {
                setRule(chosen ?? "");
                // A rule is never that of one occurrence.
                if (scope === "this") setScope("following");
              }}
            />
          )}
        </Field>
        {block?.rule && (
          <Field label={texts.scope.label}>
            {(id) => (
              <Select
                id={id}
                label={texts.scope.label}
                value={scope}
                choices={SCOPES.filter((one) => one !== "this" || rule === block.rule).map((value) => ({
                  value,
                  label: texts.scope[value],
                }))}
                onChange={(chosen) => chosen && setScope(chosen as RepeatScope)}
              />
            )}
          </Field>
        )}
        <Field label={texts.form.notes}>
          {(id) => <TextArea id={id} rows={3} value={notes} onChange={(event) => setNotes(event.target.value)} />}
        </Field>
        <div className={styles.buttons}>
          <Button onClick={onClose}>{texts.form.cancel}</Button>
          <Button look="primary" type="submit">
            {texts.form.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A time of day, as a time field writes it, on a day. */
function momentOf(day: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const date = dateOf(day);
  date.setHours(hours, minutes, 0, 0);
  return date.getTime();
}
