// How a task repeats: presets that fit its day, the three ways, the end, and the next five before it is kept.
import { useState } from "react";
import type { RepeatWay, Task } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { DayField, Field, Select, TextField } from "../../kit/Field";
import { Popover } from "../../kit/Popover";
import { addDays, dateOf, todayIso } from "../../kit/time";
import styles from "./Repeat.module.css";
import {
  code,
  type Draft,
  dayOfMonth,
  nth,
  onDate,
  onDay,
  read,
  toggleWeekday,
  type Unit,
  WEEKDAYS,
  WORKDAYS,
  weekdaysOf,
  write,
} from "./repeatRule";
import { ordinal, repeatTexts as texts, wayNames } from "./repeatTexts";

export function Repeat({ id, task }: { id: string; task: Task }) {
  return (
    <Popover
      label={texts.label}
      width={330}
      button={(props) => (
        <button
          type="button"
          id={id}
          className={styles.button}
          data-empty={task.repeat === undefined || undefined}
          data-testid="repeat"
          aria-label={`${texts.label}: ${task.repeat?.words ?? texts.none}`}
          {...props}
        >
          {task.repeat?.words ?? texts.none}
        </button>
      )}
    >
      {(close) => <RepeatForm task={task} close={close} />}
    </Popover>
  );
}

function RepeatForm({ task, close }: { task: Task; close: () => void }) {
  const day = task.scheduled?.day ?? task.deadline?.day ?? todayIso();
  const presets = presetsFor(day);
  const [draft, setDraft] = useState<Draft>(
    () => start(task) ?? { unit: "WEEKLY", interval: 1, by: `BYDAY=${code(day)}`, end: { kind: "never" } },
  );
  const [custom, setCustom] = useState(
    () => task.repeat !== undefined && !presets.some((preset) => same(preset.draft, draft)),
  );
  const [way, setWay] = useState<RepeatWay>(task.repeat?.way ?? "skip_past");
  const set = useMutation("repeats.set");
  const skip = useMutation("tasks.skip");
  const rule = write(draft);
  const stored = task.repeat?.rule === rule && task.repeat.way === way;
  const preview = useOperation("repeats.preview", stored ? { task: task.id } : { task: task.id, rule, way }, {
    keep: true,
  });
  const chosen = custom ? "custom" : (presets.find((preset) => same(preset.draft, draft))?.value ?? "custom");
  return (
    <div className={styles.form}>
      <Select
        label={texts.often}
        value={chosen}
        choices={[
          ...presets.map(({ value, label }) => ({ value, label })),
          { value: "custom", label: texts.presets.custom },
        ]}
        onChange={(value) => {
          const preset = presets.find((one) => one.value === value);
          setCustom(preset === undefined);
          if (preset) setDraft({ ...preset.draft, end: draft.end });
        }}
      />
      {custom && <Custom draft={draft} day={day} onChange={setDraft} />}
      <Field label={texts.way}>
        {(field) => (
          <Select
            id={field}
            label={texts.way}
            value={way}
            choices={Object.entries(wayNames).map(([value, label]) => ({ value, label }))}
            onChange={(value) => value && setWay(value as RepeatWay)}
          />
        )}
      </Field>
      <Ends draft={draft} day={day} onChange={setDraft} />
      {preview.error ? (
        <p className={styles.refused} role="alert">
          {preview.error.message}
        </p>
      ) : (
        <section className={styles.next} aria-label={texts.next} aria-live="polite">
          <p className={styles.nextHead}>{(preview.data?.said.length ?? 5) < 5 ? texts.nextFew : texts.next}</p>
          <ol>
            {preview.data?.said.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ol>
        </section>
      )}
      <div className={styles.actions}>
        {task.repeat && (
          <>
            <Button
              look="plain"
              onClick={() => {
                set.mutate({ task: task.id, rule: null });
                close();
              }}
            >
              {texts.stop}
            </Button>
            <Button
              look="plain"
              onClick={() => {
                skip.mutate({ ids: [task.id] });
                close();
              }}
            >
              {texts.skip}
            </Button>
          </>
        )}
        <Button
          look="primary"
          data-testid="repeat-save"
          onClick={() => {
            if (!stored) set.mutate({ task: task.id, rule, way });
            close();
          }}
        >
          {texts.save}
        </Button>
      </div>
    </div>
  );
}

const start = (task: Task): Draft | null => (task.repeat ? read(task.repeat.rule) : null);
const same = (one: Draft, other: Draft) =>
  one.unit === other.unit && one.interval === other.interval && one.by === other.by;

function presetsFor(day: string): { value: string; label: string; draft: Draft }[] {
  const date = dateOf(day);
  const name = date.toLocaleDateString("en", { weekday: "long" });
  const make = (value: string, label: string, unit: Unit, by: string) => ({
    value,
    label,
    draft: { unit, interval: 1, by, end: { kind: "never" } } satisfies Draft,
  });
  const words = texts.presets;
  const presets = [
    make("daily", words.daily, "DAILY", ""),
    make("weekdays", words.weekdays, "WEEKLY", WORKDAYS),
    make("weekly", words.weekly(name), "WEEKLY", `BYDAY=${code(day)}`),
    make("monthly", words.monthly(ordinal(dayOfMonth(day))), "MONTHLY", onDay(dayOfMonth(day))),
    make("last", words.lastDay, "MONTHLY", onDay(31)),
    make("nth", words.nth(ordinal(nth(day)), name), "MONTHLY", `BYDAY=${nth(day)}${code(day)}`),
    make(
      "yearly",
      words.yearly(date.toLocaleDateString("en", { day: "numeric", month: "long" })),
      "YEARLY",
      onDate(day),
    ),
  ];
  // On the 31st the month's day is its last.
  return presets.filter((preset) => preset.value !== "monthly" || dayOfMonth(day) !== 31);
}

function Custom({ draft, day, onChange }: { draft: Draft; day: string; onChange: (draft: Draft) => void }) {
  const by: Record<Unit, string> = {
    DAILY: "",
    WEEKLY: `BYDAY=${code(day)}`,
    MONTHLY: onDay(dayOfMonth(day)),
    YEARLY: onDate(day),
  };
  return (
    <div className={styles.custom}>
      <span>{texts.every}</span>
      <Count label={texts.every} value={draft.interval} onChange={(interval) => onChange({ ...draft, interval })} />
      <Select
        label={texts.often}
        value={draft.unit}
        choices={Object.entries(texts.units).map(([value, label]) => ({ value, label }))}
        onChange={(unit) => unit && onChange({ ...draft, unit: unit as Unit, by: by[unit as Unit] })}
      />
      {draft.unit === "WEEKLY" && (
        <fieldset className={styles.days} aria-label={texts.on}>
          {WEEKDAYS.map((one, index) => (
            <button
              key={one}
              type="button"
              className={styles.weekday}
              aria-label={weekdayName(index)}
              aria-pressed={weekdaysOf(draft.by).includes(one)}
              onClick={() => onChange({ ...draft, by: toggleWeekday(draft.by, one) })}
            >
              {weekdayName(index).slice(0, 2)}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** 1 January 2024 was a Monday. */
const weekdayName = (index: number) =>
  dateOf(addDays("2024-01-01", index)).toLocaleDateString("en", { weekday: "long" });

function Ends({ draft, day, onChange }: { draft: Draft; day: string; onChange: (draft: Draft) => void }) {
  const { end } = draft;
  return (
    <Field label={texts.ends}>
      {(field) => (
        <div className={styles.ends}>
          <Select
            id={field}
            label={texts.ends}
            value={end.kind}
            choices={Object.entries(texts.end).map(([value, label]) => ({ value, label }))}
            onChange={(kind) => {
              if (kind === "until") onChange({ ...draft, end: { kind, day: addDays(day, 90) } });
              else if (kind === "count") onChange({ ...draft, end: { kind, times: 10 } });
              else onChange({ ...draft, end: { kind: "never" } });
            }}
          />
          {end.kind === "until" && (
            <DayField
              label={texts.lastDay}
              value={end.day}
              onChange={(last) =>
                onChange({ ...draft, end: last === null ? { kind: "never" } : { kind: "until", day: last } })
              }
            />
          )}
          {end.kind === "count" && (
            <span className={styles.times}>
              <Count
                label={texts.times}
                value={end.times}
                onChange={(times) => onChange({ ...draft, end: { kind: "count", times } })}
              />
              {texts.times}
            </span>
          )}
        </div>
      )}
    </Field>
  );
}

/** A whole number from 1 to 999. */
function Count({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <TextField
      className={styles.count}
      aria-label={label}
      inputMode="numeric"
      defaultValue={value}
      key={value}
      onBlur={(event) => {
        const number = Number.parseInt(event.target.value, 10);
        if (number >= 1 && number <= 999) onChange(number);
        else event.target.value = String(value);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}
