// Tasks of which each goes somewhere: chosen first, written when the step is left.
import type { KeyboardEvent } from "react";
import type { Task, TaskId } from "../../../api/bindings";
import type { Client } from "../../../api/client";
import { Segments } from "../../../kit/Switch";
import { sayClock, todayIso } from "../../../kit/time";
import styles from "./Day.module.css";
import { dayTexts as texts } from "./texts";

export type Fate = "done" | "today" | "tomorrow" | "someday";
export type Fates = ReadonlyMap<TaskId, Fate>;

type Props = {
  label: string;
  tasks: readonly Task[];
  choices: readonly Fate[];
  fates: Fates;
  onFates: (fates: Fates) => void;
};

const KEYS: Record<string, Fate> = { ".": "done", t: "today", T: "tomorrow", s: "someday" };

export function Decide({ label, tasks, choices, fates, onFates }: Props) {
  const give = (ids: readonly TaskId[], fate: Fate) => {
    const next = new Map(fates);
    const taken = ids.every((id) => fates.get(id) === fate);
    for (const id of ids) {
      if (taken) next.delete(id);
      else next.set(id, fate);
    }
    onFates(next);
  };
  const offered = choices.map((value) => ({ value, label: texts.choices[value] }));
  const onKey = (id: TaskId) => (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const fate = KEYS[event.key];
    const beside = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" } as const;
    const way = beside[event.key as keyof typeof beside];
    if (way) event.currentTarget[way]?.querySelector<HTMLElement>("button")?.focus();
    else if (fate && choices.includes(fate)) give([id], fate);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      {tasks.length > 1 && choices.length > 1 && (
        <div className={styles.row}>
          <span className={styles.all}>{texts.all}</span>
          <Segments
            label={texts.all}
            value={same(tasks, fates)}
            choices={offered}
            onChange={(fate) =>
              give(
                tasks.map(({ id }) => id),
                fate as Fate,
              )
            }
          />
        </div>
      )}
      <ul className={styles.rows} aria-label={label}>
        {tasks.map((task) => (
          <li key={task.id} className={styles.row} onKeyDown={onKey(task.id)} data-testid="decide">
            <span className={styles.title}>{task.title}</span>
            <span className={styles.meta}>{metaOf(task)}</span>
            <Segments
              label={texts.row(task.title)}
              value={fates.get(task.id) ?? ""}
              choices={offered}
              onChange={(fate) => give([task.id], fate as Fate)}
            />
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{texts.hint(choices.map((one) => `${texts.keys[one]} ${texts.choices[one]}`))}</p>
    </>
  );
}

/** What was decided about all alike. */
function same(tasks: readonly Task[], fates: Fates): Fate | "" {
  const [first] = tasks;
  const fate = first && fates.get(first.id);
  return fate && tasks.every(({ id }) => fates.get(id) === fate) ? fate : "";
}

/** Since when it waits, or until when; and how long it takes. */
function metaOf({ scheduled, deadline, effort_minutes }: Task): string {
  const late = scheduled !== null && scheduled.day < todayIso();
  const day = late ? texts.since(scheduled.day) : deadline && texts.due(deadline.day);
  const time = !late && scheduled?.at != null && sayClock(scheduled.at);
  return [time, day, effort_minutes !== null && texts.minutes(effort_minutes)].filter(Boolean).join(" · ");
}

/** Writes what was decided: one step for each place that things go to. */
export async function decide(client: Client, fates: Fates): Promise<void> {
  const going = (fate: Fate) => [...fates].flatMap(([id, to]) => (to === fate ? [id] : []));
  const done = going("done");
  if (done.length > 0) await client.write("tasks.complete", { ids: done });
  for (const to of ["today", "tomorrow", "someday"] as const) {
    const ids = going(to);
    if (ids.length > 0) await client.write("today.defer", { ids, to });
  }
}
