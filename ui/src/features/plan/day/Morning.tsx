// The morning: what is left over gets a day, the day is looked at and filled, and the plan is proposed.
import { useState } from "react";
import type { PlanDay, Task, Today } from "../../../api/bindings";
import { useClient, useOperation } from "../../../api/react";
import { Button } from "../../../kit/Button";
import { Meter } from "../../../kit/Meter";
import styles from "./Day.module.css";
import { Decide, decide, type Fates } from "./Decide";
import { Step } from "./Steps";
import { dayTexts } from "./texts";

const texts = dayTexts.morning;
const NONE: Fates = new Map();

type Props = { go: (route: string) => void; onClose: () => void };

export function Morning(props: Props) {
  const today = useOperation("today.show", null).data;
  const day = useOperation("planning.day", {}).data;
  return today && day ? <Guided {...props} today={today} day={day} /> : null;
}

function Guided({ today, day, go, onClose }: Props & { today: Today; day: PlanDay }) {
  const client = useClient();
  // Both lists stay as they were when the morning began; deciding would take lines away.
  const [left] = useState(today.overdue);
  const [next] = useState(today.next);
  const [fates, setFates] = useState(NONE);
  const [taken, setTaken] = useState(NONE);
  const [at, setAt] = useState(left.length > 0 ? 0 : 1);
  const [busy, setBusy] = useState(false);
  const of = left.length > 0 ? 2 : 1;

  const write = async (what: Fates, then: () => void) => {
    setBusy(true);
    try {
      await decide(client, what);
      then();
    } catch {
      // The toast has said it; what was chosen stays.
    } finally {
      setBusy(false);
    }
  };
  if (at === 0)
    return (
      <Step
        title={texts.left}
        text={texts.leftText}
        {...{ at, of, busy }}
        onBack={() => undefined}
        onNext={() =>
          void write(fates, () => {
            setFates(NONE);
            setAt(1);
          })
        }
      >
        <Decide
          label={texts.left}
          tasks={left}
          choices={["today", "tomorrow", "someday"]}
          fates={fates}
          onFates={setFates}
        />
      </Step>
    );
  const leave = (route?: string) =>
    void write(taken, () => {
      onClose();
      if (route) go(route);
    });
  return (
    <Step
      title={texts.day}
      at={of - 1}
      {...{ of, busy }}
      next={texts.plan}
      other={
        <Button look="plain" disabled={busy} onClick={() => leave()}>
          {texts.begin}
        </Button>
      }
      onBack={() => setAt(0)}
      onNext={() => leave("/plan?propose=day")}
    >
      <Fullness today={today} day={day} />
      {next.length > 0 && (
        <>
          <h4 className={styles.sub}>{texts.choose}</h4>
          <Decide label={texts.choose} tasks={next} choices={["today"]} fates={taken} onFates={setTaken} />
        </>
      )}
    </Step>
  );
}

/** How much of the day is given away, and what has no time yet. */
function Fullness({ today, day: { capacity, blocks } }: { today: Today; day: PlanDay }) {
  const placed = new Set(blocks.map(({ task }) => task?.id));
  const mine = [...today.scheduled.filter((task) => task.scheduled?.at == null), ...today.due];
  const loose = mine.filter(({ id }) => !placed.has(id));
  const { minutes, unknown } = sum(loose);
  const over = capacity.minutes === 0 ? 0 : Math.max(0, capacity.used + minutes - capacity.minutes);
  const habits = today.habits.filter((one) => one.due).length;
  const also = texts.also(habits, today.inbox);
  return (
    <div className={styles.facts} data-testid="day-fullness">
      {capacity.minutes > 0 && (
        <Meter label={texts.meter} value={Math.min(capacity.used + minutes, capacity.minutes)} max={capacity.minutes} />
      )}
      <p>
        {capacity.minutes > 0 ? texts.planned(capacity.used, capacity.minutes) : texts.noHours(capacity.used)}
        {over > 0 && <strong className={styles.over}> · {texts.over(over)}</strong>}
      </p>
      {loose.length > 0 && <p>{texts.loose(loose.length, minutes, unknown)}</p>}
      {loose.length === 0 && capacity.used === 0 && <p>{texts.nothing}</p>}
      {also && <p className={styles.quiet}>{also}</p>}
    </div>
  );
}

function sum(tasks: readonly Task[]): { minutes: number; unknown: number } {
  const known = tasks.flatMap(({ effort_minutes, logged_minutes }) =>
    effort_minutes === null ? [] : [Math.max(effort_minutes - logged_minutes, 0)],
  );
  return { minutes: known.reduce((all, one) => all + one, 0), unknown: tasks.length - known.length };
}
