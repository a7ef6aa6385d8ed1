// The evening: what was done, what becomes of the rest, a line for the logbook, and what tomorrow begins with.
import { useState } from "react";
import type { PlanDay, TaskId, Timestamp, Today } from "../../../api/bindings";
import { useClient, useOperation } from "../../../api/react";
import { Field, Select, TextArea } from "../../../kit/Field";
import { addDays } from "../../../kit/time";
import { nextFree } from "../free";
import styles from "./Day.module.css";
import { Decide, decide, type Fates } from "./Decide";
import { Step } from "./Steps";
import { dayTexts } from "./texts";

const texts = dayTexts.evening;

type Props = { onClose: () => void };

export function Evening(props: Props) {
  const today = useOperation("today.show", null).data;
  const day = useOperation("planning.day", {}).data;
  return today && day ? <Guided {...props} today={today} day={day} /> : null;
}

function Guided({ today, day, onClose }: Props & { today: Today; day: PlanDay }) {
  const client = useClient();
  // It stays as it was when the evening began; deciding would take lines away.
  const [left] = useState(() => {
    const all = [...today.overdue, ...today.scheduled, ...today.due];
    return all.filter((task, n) => all.findIndex(({ id }) => id === task.id) === n);
  });
  const steps = left.length > 0 ? (["done", "left", "close"] as const) : (["done", "close"] as const);
  const [at, setAt] = useState(0);
  const [fates, setFates] = useState<Fates>(new Map());
  const [line, setLine] = useState("");
  const [first, setFirst] = useState<TaskId | null>(null);
  const [busy, setBusy] = useState(false);
  const tomorrow = addDays(today.day, 1);
  const next = useOperation("planning.day", { day: tomorrow }).data;
  const offered = useOperation("planning.unplanned", { day: tomorrow }).data ?? [];
  const chosen = offered.find(({ id }) => id === first);
  const minutes = Math.min(Math.max(chosen?.effort_minutes ?? 30, 15), 480);
  const free = next ? nextFree(next, minutes, next.from) : null;

  const run = async (work: () => Promise<unknown>, then: () => void) => {
    setBusy(true);
    try {
      await work();
      then();
    } catch {
      // The toast has said it; what was chosen stays.
    } finally {
      setBusy(false);
    }
  };
  const finish = async () => {
    if (line.trim()) {
      await client.write("logbook.create", { text: line.trim(), day: today.day });
      setLine("");
    }
    if (chosen && free === null) await client.write("today.defer", { ids: [chosen.id], to: "tomorrow" });
    else if (chosen && free !== null) {
      const ends = (free + minutes * 60_000) as Timestamp;
      await client.write("blocks.create", { task: chosen.id, starts_at: free as Timestamp, ends_at: ends });
    }
  };
  const frame = { at, of: steps.length, busy, onBack: () => setAt(at - 1) };
  switch (steps[at]) {
    case "done":
      return (
        <Step title={texts.done} {...frame} onNext={() => setAt(1)}>
          <Done today={today} day={day} />
        </Step>
      );
    case "left": {
      const onNext = () =>
        void run(
          () => decide(client, fates),
          () => {
            setFates(new Map());
            setAt(2);
          },
        );
      return (
        <Step title={texts.left} text={texts.leftText} {...frame} onNext={onNext}>
          <Decide
            label={texts.left}
            tasks={left}
            choices={["done", "tomorrow", "someday"]}
            fates={fates}
            onFates={setFates}
          />
        </Step>
      );
    }
    default:
      return (
        <Step title={texts.close} {...frame} next={texts.finish} onNext={() => void run(finish, onClose)}>
          <TextArea
            aria-label={texts.line}
            placeholder={texts.placeholder}
            rows={3}
            value={line}
            data-begin
            data-testid="day-line"
            onChange={(event) => setLine(event.target.value)}
          />
          <Field label={texts.first} help={helpOf(next, chosen !== undefined, free, minutes)}>
            {(id) => (
              <Select
                id={id}
                label={texts.first}
                value={first === null ? null : String(first)}
                none={texts.firstNone}
                choices={offered.map(({ id: of, title }) => ({ value: String(of), label: title }))}
                onChange={(value) => setFirst(value === null ? null : (Number(value) as TaskId))}
              />
            )}
          </Field>
        </Step>
      );
  }
}

/** What stands first tomorrow already, or where the chosen task would come to stand. */
function helpOf(next: PlanDay | undefined, chosen: boolean, free: number | null, minutes: number): string {
  if (chosen) return free === null ? texts.noRoom : texts.at(free, free + minutes * 60_000);
  const there = [
    ...(next?.blocks ?? []).filter(({ kind }) => kind !== "break").map((one) => [one.starts_at, one.title] as const),
    ...(next?.events ?? []).filter((one) => !one.whole_days).map((one) => [one.starts_at, one.title] as const),
    ...(next?.tasks ?? []).map((task) => [task.scheduled?.at ?? 0, task.title] as const),
  ].sort(([a], [b]) => a - b)[0];
  return there ? texts.there(there[1], there[0]) : "";
}

function Done({ today, day }: { today: Today; day: PlanDay }) {
  const focus = day.focus.reduce(
    (all, one) =>
      all + Math.max(0, Math.min(one.ended_at ?? one.started_at, day.until) - Math.max(one.started_at, day.from)),
    0,
  );
  if (today.done.length === 0 && focus === 0) return <p className={styles.quiet}>{texts.nothing}</p>;
  return (
    <>
      <p className={styles.sum}>{texts.sum(today.done.length, Math.round(focus / 60_000), today.points)}</p>
      <ul className={styles.rows} aria-label={texts.done}>
        {today.done.map((task) => (
          <li key={task.id} className={styles.row}>
            <span className={styles.title}>{task.title}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
