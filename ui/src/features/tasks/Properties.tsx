import type { AreaId, Energy, ProjectId, Task, TaskPatch, TaskStatus, When } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Estimate } from "../../kit/Estimate";
import { DayField, Field, Select, TagsField, TextField } from "../../kit/Field";
import { dateOf, sayClock, sayWhen, todayIso } from "../../kit/time";
import { Repeat } from "./Repeat";
import { repeatTexts } from "./repeatTexts";
import { TaskGoals } from "./TaskGoals";
import styles from "./TaskPanel.module.css";
import { energyNames, priorityNames, statusNames, texts } from "./texts";
import { Urgency } from "./Urgency";

const choices = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));
const byId = (list: readonly { id: number; name: string }[] | undefined) =>
  (list ?? []).map(({ id, name }) => ({ value: String(id), label: name }));

export function Properties({ task, save }: { task: Task; save: (patch: TaskPatch) => void }) {
  const projects = useOperation("projects.list", null).data;
  const areas = useOperation("areas.list", null).data;
  const tags = useOperation("tags.list", null).data;
  const rewards = useOperation("settings.get", null).data?.rewards;
  const words = texts.panel;
  return (
    <div className={styles.properties} data-quiet-fields>
      <Field label={words.status}>
        {(id) => (
          <Select
            id={id}
            label={words.status}
            value={task.status}
            choices={choices(statusNames)}
            onChange={(status) => status && save({ status: status as TaskStatus })}
          />
        )}
      </Field>
      <Field label={words.scheduled}>
        {(id) => (
          <WhenField
            id={id}
            label={words.scheduled}
            value={task.scheduled}
            onChange={(scheduled) => save({ scheduled })}
          />
        )}
      </Field>
      <Field label={words.deadline}>
        {(id) => (
          <WhenField
            id={id}
            label={words.deadline}
            value={task.deadline}
            onChange={(deadline) => save({ deadline })}
            late={task.status !== "done"}
          />
        )}
      </Field>
      <Field label={repeatTexts.label}>{(id) => <Repeat id={id} task={task} />}</Field>
      <Field label={words.start}>
        {(id) => <DayField id={id} label={words.start} value={task.start} onChange={(start) => save({ start })} />}
      </Field>
      <Field label={words.priority}>
        {(id) => (
          <Select
            id={id}
            label={words.priority}
            value={task.priority === null ? null : String(task.priority)}
            choices={choices(priorityNames)}
            none={words.none}
            onChange={(priority) => save({ priority: priority === null ? null : Number(priority) })}
          />
        )}
      </Field>
      <Field label={texts.urgency.label}>{(id) => <Urgency id={task.id} field={id} />}</Field>
      <Field label={words.project}>
        {(id) => (
          <Select
            id={id}
            label={words.project}
            value={task.project === null ? null : String(task.project)}
            choices={byId(projects)}
            none={words.none}
            search
            onChange={(project) => save({ project: project === null ? null : (Number(project) as ProjectId) })}
          />
        )}
      </Field>
      <Field label={words.goal}>{(id) => <TaskGoals id={id} task={task.id} />}</Field>
      <Field label={words.area}>
        {(id) => (
          <Select
            id={id}
            label={words.area}
            value={task.area === null ? null : String(task.area)}
            choices={byId(areas)}
            none={words.none}
            onChange={(area) => save({ area: area === null ? null : (Number(area) as AreaId) })}
          />
        )}
      </Field>
      <Field label={words.tags}>
        {(id) => (
          <TagsField
            id={id}
            label={words.tags}
            value={task.tags}
            known={(tags ?? []).map((tag) => tag.name)}
            onChange={(next) => save({ tags: next })}
          />
        )}
      </Field>
      <Field label={words.effort}>
        {(id) => (
          <>
            <Minutes
              id={id}
              label={words.effort}
              value={task.effort_minutes}
              onChange={(effort_minutes) => save({ effort_minutes })}
            />
            {task.effort_minutes === null && <Guess task={task} onUse={(effort_minutes) => save({ effort_minutes })} />}
          </>
        )}
      </Field>
      <Field label={words.logged}>
        {(id) => (
          <Minutes
            id={id}
            label={words.logged}
            value={task.logged_minutes || null}
            onChange={(minutes) => save({ logged_minutes: minutes ?? 0 })}
          />
        )}
      </Field>
      <Field label={words.energy}>
        {(id) => (
          <Select
            id={id}
            label={words.energy}
            value={task.energy}
            choices={choices(energyNames)}
            none={words.none}
            onChange={(energy) => save({ energy: energy as Energy | null })}
          />
        )}
      </Field>
      {rewards && (
        <Field label={words.worth}>
          {(id) => (
            <Minutes
              id={id}
              label={words.worth}
              none={words.worthNone}
              unit={words.worthUnit}
              value={task.points || null}
              onChange={(points) => save({ points: points ?? 0 })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

/** What similar tasks took, where nobody has said how long this one takes. */
function Guess({ task, onUse }: { task: Task; onUse: (minutes: number) => void }) {
  const { data } = useOperation("planning.estimate", task.id);
  const minutes = data?.p50 ?? null;
  if (minutes === null || task.status === "done" || task.status === "dropped") return null;
  return (
    <div className={styles.guess}>
      <Estimate
        of={task.title}
        minutes={minutes}
        p80={data?.p80 ?? null}
        n={data?.n ?? 0}
        like={data?.like.map(({ title }) => title) ?? []}
        onUse={() => onUse(minutes)}
      />
    </div>
  );
}

/** A day and, if it matters, a time on it. */
function WhenField({
  id,
  label,
  value,
  onChange,
  late,
}: {
  id: string;
  label: string;
  value: When | null;
  onChange: (when: When | null) => void;
  late?: boolean;
}) {
  const overdue = late && value !== null && value.day < todayIso();
  return (
    <div className={styles.when}>
      <DayField
        id={id}
        label={label}
        value={value?.day ?? null}
        {...(value ? { text: sayWhen({ day: value.day, at: null }) } : {})}
        tone={overdue ? "rubric" : undefined}
        onChange={(day) =>
          onChange(day === null ? null : { day, at: value?.at == null ? null : atTime(day, sayClock(value.at)) })
        }
      />
      {value && (
        <TextField
          boxed={false}
          className={styles.time}
          aria-label={`${label}: time`}
          placeholder="time"
          defaultValue={value.at === null ? "" : sayClock(value.at)}
          key={value.at}
          onBlur={(event) => {
            const text = event.target.value.trim();
            const at = text === "" ? null : atTime(value.day, text);
            if (text !== "" && at === null) event.target.value = value.at === null ? "" : sayClock(value.at);
            else if (at !== value.at) onChange({ day: value.day, at });
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
          }}
        />
      )}
    </div>
  );
}

/** "17:00", "9", "5pm" on a day; null when it is no time. */
function atTime(day: string, text: string): number | null {
  const match = /^(\d{1,2})(?::(\d{2}))?\s*(am|pm)?$/i.exec(text);
  if (!match) return null;
  const half = match[3]?.toLowerCase();
  const hour = (Number(match[1]) % (half ? 12 : 24)) + (half === "pm" ? 12 : 0);
  const date = dateOf(day);
  date.setHours(hour, Number(match[2] ?? 0), 0, 0);
  return date.getTime();
}

/** A whole number: minutes, unless another unit is said. */
function Minutes({
  id,
  label,
  value,
  unit = texts.panel.effortUnit,
  none = texts.panel.none,
  onChange,
}: {
  id: string;
  label: string;
  value: number | null;
  unit?: string;
  none?: string;
  onChange: (minutes: number | null) => void;
}) {
  return (
    <div className={styles.minutes}>
      <TextField
        boxed={false}
        id={id}
        aria-label={unit === texts.panel.effortUnit ? `${label} in minutes` : label}
        inputMode="numeric"
        placeholder={none}
        defaultValue={value ?? ""}
        key={value}
        onBlur={(event) => {
          const text = event.target.value.trim();
          const minutes = text === "" ? null : Number.parseInt(text, 10);
          if (minutes !== null && !(minutes >= 0)) event.target.value = String(value ?? "");
          else if (minutes !== value) onChange(minutes);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
        }}
      />
      {value !== null && <span className={styles.unit}>{unit}</span>}
    </div>
  );
}
