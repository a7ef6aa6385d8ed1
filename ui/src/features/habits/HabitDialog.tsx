import { type FormEvent, useState } from "react";
import type { AreaId, Habit, HabitDirection, HabitKind, HabitSchedule } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { DayField, Field, Select, TextArea, TextField } from "../../kit/Field";
import { Segments } from "../../kit/Switch";
import { todayIso } from "../../kit/time";
import styles from "./Habits.module.css";
import { ScheduleField } from "./ScheduleField";
import { texts } from "./texts";
import { numberOf } from "./tick";

const COLOURS: readonly [string, string][] = [
  ["#4a8c6f", "Green"],
  ["#3f7f93", "Teal"],
  ["#4f6fae", "Blue"],
  ["#7d62a8", "Violet"],
  ["#a8577f", "Rose"],
  ["#b05c3f", "Brick"],
  ["#a67c2e", "Ochre"],
  ["#6f6a5f", "Stone"],
];

/** A new habit, or one that is changed. */
export function HabitDialog({ habit, onClose }: { habit?: Habit; onClose: () => void }) {
  const areas = useOperation("areas.list", null);
  const create = useMutation("habits.create");
  const update = useMutation("habits.update");
  const [name, setName] = useState(habit?.name ?? "");
  const [kind, setKind] = useState<HabitKind>(habit?.kind ?? "yes_no");
  const [target, setTarget] = useState(habit?.target == null ? "" : String(habit.target));
  const [unit, setUnit] = useState(habit?.unit ?? "");
  const [direction, setDirection] = useState<HabitDirection>(habit?.direction ?? "at_least");
  const [schedule, setSchedule] = useState<HabitSchedule>(habit?.schedule ?? { every: "day" });
  const [cue, setCue] = useState(habit?.cue ?? "");
  const [area, setArea] = useState<AreaId | null>(habit?.area ?? null);
  const [colour, setColour] = useState(habit?.colour ?? null);
  const [reminders, setReminders] = useState(habit?.reminders.join(", ") ?? "");
  const [skips, setSkips] = useState(String(habit?.skip_budget ?? 2));
  const [start, setStart] = useState(habit?.start_day ?? todayIso());
  const [notes, setNotes] = useState(habit?.notes ?? "");
  const counted = kind === "numeric";
  const save = (event: FormEvent) => {
    event.preventDefault();
    const said = {
      name,
      kind,
      notes,
      cue,
      area,
      schedule,
      reminders: reminders.split(/[\s,;]+/).filter(Boolean),
      skip_budget: Math.round(numberOf(skips) ?? 0),
      start_day: start,
      ...(counted ? { target: numberOf(target), unit, direction } : {}),
      ...(colour === null ? {} : { colour }),
    };
    if (habit) update.mutate({ id: habit.id, ...said }, { onSuccess: onClose });
    else create.mutate(said, { onSuccess: onClose });
  };
  return (
    <Dialog title={habit ? texts.form.edit : texts.form.new} open onClose={onClose} wide>
      <form className={styles.form} onSubmit={save}>
        <Field label={texts.form.name}>
          {(id) => (
            <TextField
              id={id}
              data-autofocus
              required
              value={name}
              placeholder={texts.form.nameHint}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={texts.form.kind}>
          {() => (
            <Segments
              label={texts.form.kind}
              value={kind}
              choices={(["yes_no", "numeric"] as const).map((value) => ({ value, label: texts.form.kinds[value] }))}
              onChange={setKind}
            />
          )}
        </Field>
        {counted && (
          <Field label={texts.form.target}>
            {(id) => (
              <div className={styles.target}>
                <Segments
                  label={texts.form.target}
                  value={direction}
                  choices={(["at_least", "at_most"] as const).map((value) => ({
                    value,
                    label: texts.form.direction[value],
                  }))}
                  onChange={setDirection}
                />
                <TextField
                  id={id}
                  required
                  inputMode="decimal"
                  className={styles.small ?? ""}
                  value={target}
                  onChange={(event) => setTarget(event.target.value)}
                />
                <TextField
                  aria-label={texts.form.unit}
                  placeholder={texts.form.unitHint}
                  value={unit}
                  onChange={(event) => setUnit(event.target.value)}
                />
              </div>
            )}
          </Field>
        )}
        <Field label={texts.form.schedule}>
          {(id) => <ScheduleField id={id} value={schedule} onChange={setSchedule} />}
        </Field>
        <Field label={texts.form.cue}>
          {(id) => (
            <TextField
              id={id}
              value={cue}
              placeholder={texts.form.cueHint}
              onChange={(event) => setCue(event.target.value)}
            />
          )}
        </Field>
        <Field label={texts.form.reminders}>
          {(id) => (
            <TextField
              id={id}
              value={reminders}
              placeholder={texts.form.remindersHint}
              onChange={(event) => setReminders(event.target.value)}
            />
          )}
        </Field>
        <Field label={texts.form.skips} help={texts.form.skipsHelp}>
          {(id) => (
            <TextField
              id={id}
              type="number"
              min={0}
              max={31}
              className={styles.small ?? ""}
              value={skips}
              onChange={(event) => setSkips(event.target.value)}
            />
          )}
        </Field>
        <Field label={texts.form.area}>
          {(id) => (
            <Select
              id={id}
              label={texts.form.area}
              value={area === null ? null : String(area)}
              none={texts.form.noArea}
              choices={(areas.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
              onChange={(value) => setArea(value === null ? null : (Number(value) as AreaId))}
            />
          )}
        </Field>
        <Field label={texts.form.colour}>
          {() => (
            <fieldset className={styles.colours} aria-label={texts.form.colour}>
              {COLOURS.map(([value, label]) => (
                <button
                  key={value}
                  type="button"
                  className={styles.swatch}
                  style={{ background: value }}
                  aria-label={label}
                  aria-pressed={colour === value}
                  onClick={() => setColour(value)}
                />
              ))}
            </fieldset>
          )}
        </Field>
        <Field label={texts.form.start}>
          {(id) => (
            <DayField id={id} label={texts.form.start} value={start} onChange={(day) => setStart(day ?? todayIso())} />
          )}
        </Field>
        <Field label={texts.form.notes}>
          {(id) => (
            <TextArea
              id={id}
              rows={2}
              value={notes}
              placeholder={texts.form.notesHint}
              onChange={(event) => setNotes(event.target.value)}
            />
          )}
        </Field>
        <div className={styles.formDo}>
          <Button look="plain" onClick={onClose}>
            {texts.form.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={create.isPending || update.isPending}>
            {habit ? texts.form.save : texts.form.add}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
