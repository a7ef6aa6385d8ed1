// A new metric, or what may change of one: what kind it is and where it comes from stay.
import { type FormEvent, useEffect, useState } from "react";
import type {
  Aggregation,
  AreaId,
  HabitId,
  HabitStanding,
  Metric,
  MetricDirection,
  MetricId,
  MetricKind,
  MetricSource,
} from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { Field, Select, TextArea, TextField } from "../../kit/Field";
import { Segments } from "../../kit/Switch";
import styles from "./Metrics.module.css";
import { texts } from "./texts";

type Props = { open: boolean; metric?: Metric; onClose: () => void; onSaved?: (id: MetricId) => void };

const EMPTY = {
  name: "",
  unit: "",
  kind: "numeric" as MetricKind,
  source: "logged" as MetricSource,
  habit: null as string | null,
  aggregation: null as Aggregation | null,
  direction: "up" as MetricDirection,
  low: "",
  high: "",
  scale: "5",
  decimals: null as string | null,
  area: null as string | null,
  notes: "",
};

function draftOf(metric: Metric | undefined): typeof EMPTY {
  if (!metric) return EMPTY;
  const end = (value: number | null | undefined) => (value == null ? "" : String(value));
  return {
    name: metric.name,
    unit: metric.unit,
    kind: metric.kind,
    source: metric.source,
    habit: metric.habit === null ? null : String(metric.habit),
    aggregation: metric.aggregation,
    direction: metric.direction,
    low: end(metric.target?.low),
    high: end(metric.target?.high),
    scale: String(metric.scale_max ?? 5),
    decimals: String(metric.decimals),
    area: metric.area === null ? null : String(metric.area),
    notes: metric.notes,
  };
}

const choices = <K extends string>(words: Record<K, string>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }));
const numberOf = (text: string) => (text.trim() === "" ? null : Number(text.replace(",", ".")));

export function MetricForm({ open, metric, onClose, onSaved }: Props) {
  const [draft, setDraft] = useState(() => draftOf(metric));
  const create = useMutation("metrics.create");
  const update = useMutation("metrics.update");
  const areas = useOperation("areas.list", null, { enabled: open });
  const follows = draft.source === "habit";
  const habits = useOperation("habits.list", null, { enabled: open && follows && !metric });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft begins anew only when the dialog opens.
  useEffect(() => {
    if (open) setDraft(draftOf(metric));
  }, [open]);
  const set = (more: Partial<typeof EMPTY>) => setDraft({ ...draft, ...more });
  const logged = draft.source === "logged";
  const { direction } = draft;
  const ends = {
    low: direction === "down" ? null : numberOf(draft.low),
    high: direction === "up" ? null : numberOf(draft.high),
  };
  const wrong = [ends.low, ends.high].some((end) => end !== null && !Number.isFinite(end));

  const save = (event: FormEvent) => {
    event.preventDefault();
    const done = {
      onSuccess: ({ id }: Metric) => {
        onClose();
        onSaved?.(id);
      },
    };
    const area = draft.area === null ? null : (Number(draft.area) as AreaId);
    const target = ends.low === null && ends.high === null ? null : ends;
    const scale = draft.kind === "scale" ? { scale_max: Number(draft.scale) } : {};
    const both = {
      name: draft.name,
      unit: draft.unit,
      notes: draft.notes,
      direction,
      target,
      area,
      ...scale,
      ...(draft.aggregation ? { aggregation: draft.aggregation } : {}),
      ...(draft.decimals === null ? {} : { decimals: Number(draft.decimals) }),
    };
    if (metric) update.mutate({ metric: metric.id, ...both }, done);
    else {
      const habit = follows && draft.habit !== null ? { habit: Number(draft.habit) as HabitId } : {};
      create.mutate({ ...both, source: draft.source, ...habit, ...(logged ? { kind: draft.kind } : {}) }, done);
    }
  };

  return (
    <Dialog title={metric ? texts.form.edit : texts.form.new} open={open} onClose={onClose}>
      <form onSubmit={save} className={styles.fields}>
        <Field label={texts.form.name}>
          {(id) => (
            <TextField
              id={id}
              data-autofocus
              placeholder={texts.form.nameHint}
              value={draft.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        {!metric && (
          <Field label={texts.form.source}>
            {(id) => (
              <Select
                id={id}
                label={texts.form.source}
                value={draft.source}
                choices={choices(texts.sources)}
                onChange={(source) => set({ source: (source ?? "logged") as MetricSource })}
              />
            )}
          </Field>
        )}
        {!metric && follows && (
          <Field label={texts.form.habit} {...(habits.data?.length === 0 ? { help: texts.form.noHabits } : {})}>
            {(id) => (
              <Select
                id={id}
                label={texts.form.habit}
                value={draft.habit}
                choices={(habits.data ?? []).map(({ habit }) => ({ value: String(habit.id), label: habit.name }))}
                onChange={(chosen) => set({ habit: chosen, ...like(habits.data, chosen, draft) })}
              />
            )}
          </Field>
        )}
        {!metric && logged && (
          <Field label={texts.form.kind}>
            {(id) => (
              <Select
                id={id}
                label={texts.form.kind}
                value={draft.kind}
                choices={choices(texts.kinds)}
                onChange={(kind) => set({ kind: (kind ?? "numeric") as MetricKind, aggregation: null })}
              />
            )}
          </Field>
        )}
        {draft.kind === "numeric" && (
          <Field label={texts.form.unit}>
            {(id) => (
              <TextField
                id={id}
                placeholder={texts.form.unitHint}
                value={draft.unit}
                onChange={(event) => set({ unit: event.target.value })}
              />
            )}
          </Field>
        )}
        {draft.kind === "scale" && (
          <Field label={texts.form.scale}>
            {(id) => (
              <TextField
                id={id}
                inputMode="numeric"
                value={draft.scale}
                onChange={(event) => set({ scale: event.target.value.replace(/\D/g, "") })}
              />
            )}
          </Field>
        )}
        {logged && (
          <Field label={texts.form.aggregation} help={texts.form.aggregationHelp}>
            {(id) => (
              <Select
                id={id}
                label={texts.form.aggregation}
                value={draft.aggregation ?? usual(draft.kind)}
                choices={choices(texts.aggregations)}
                onChange={(aggregation) => set({ aggregation: aggregation as Aggregation | null })}
              />
            )}
          </Field>
        )}
        <Field label={texts.form.direction}>
          {() => (
            <Segments
              label={texts.form.direction}
              value={direction}
              choices={choices(texts.directions)}
              onChange={(next) => set({ direction: next, ...swapped(draft, next) })}
            />
          )}
        </Field>
        <Field label={texts.form.target}>
          {(id) => (
            <div className={styles.ends}>
              {direction !== "down" && (
                <TextField
                  {...(direction === "up" ? { id } : { "aria-label": `${texts.form.target} ${texts.form.low}` })}
                  inputMode="decimal"
                  placeholder={direction === "hold" ? texts.form.low : texts.noTarget}
                  aria-invalid={ends.low !== null && !Number.isFinite(ends.low)}
                  value={draft.low}
                  onChange={(event) => set({ low: event.target.value })}
                />
              )}
              {direction !== "up" && (
                <TextField
                  {...(direction === "down" ? { id } : { "aria-label": `${texts.form.target} ${texts.form.high}` })}
                  inputMode="decimal"
                  placeholder={direction === "hold" ? texts.form.high : texts.noTarget}
                  aria-invalid={ends.high !== null && !Number.isFinite(ends.high)}
                  value={draft.high}
                  onChange={(event) => set({ high: event.target.value })}
                />
              )}
            </div>
          )}
        </Field>
        {(areas.data?.length ?? 0) > 0 && (
          <Field label={texts.form.area}>
            {(id) => (
              <Select
                id={id}
                label={texts.form.area}
                value={draft.area}
                none={texts.form.noArea}
                choices={(areas.data ?? []).map((area) => ({ value: String(area.id), label: area.name }))}
                onChange={(area) => set({ area })}
              />
            )}
          </Field>
        )}
        <Field label={texts.form.notes}>
          {(id) => (
            <TextArea id={id} rows={2} value={draft.notes} onChange={(event) => set({ notes: event.target.value })} />
          )}
        </Field>
        <div className={styles.foot}>
          <Button look="plain" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button
            look="primary"
            type="submit"
            disabled={draft.name.trim() === "" || wrong || (follows && !metric && draft.habit === null)}
            title={texts.form.name}
          >
            {metric ? texts.save : texts.form.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What the core takes when nothing is said; shown so that it is no secret. */
function usual(kind: MetricKind): Aggregation {
  return kind === "duration" ? "sum" : kind === "yes_no" ? "max" : "last";
}

/** What the habit says of a metric that follows it, where nothing was said yet. */
function like(habits: HabitStanding[] | undefined, chosen: string | null, draft: typeof EMPTY): Partial<typeof EMPTY> {
  const habit = habits?.find(({ habit }) => String(habit.id) === chosen)?.habit;
  if (!habit) return {};
  return {
    name: draft.name || habit.name,
    unit: draft.unit || habit.unit,
    direction: habit.direction === "at_most" ? "down" : "up",
    area: draft.area ?? (habit.area === null ? null : String(habit.area)),
  };
}

/** "At least 70" stays 70 when less becomes better. */
function swapped({ direction, low, high }: typeof EMPTY, next: MetricDirection): Partial<typeof EMPTY> {
  if (direction === "up" && next === "down") return { high: low, low: "" };
  if (direction === "down" && next === "up") return { low: high, high: "" };
  return {};
}
