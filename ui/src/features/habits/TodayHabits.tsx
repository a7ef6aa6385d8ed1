import { Link } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import type { HabitStanding } from "../../api/bindings";
import { Section } from "../../kit/Page";
import { Popover } from "../../kit/Popover";
import { Tick } from "../../kit/Tick";
import { Amount } from "./Amount";
import styles from "./Habits.module.css";
import { texts } from "./texts";
import { useTick } from "./tick";

type Props = { habits: readonly HabitStanding[]; day: string; title?: string };

/** Habits on a page of something else, as they stand today: ticked or counted where they are. */
export function TodayHabits({ habits, day, title = texts.today.section }: Props) {
  if (habits.length === 0) return null;
  return (
    <Section
      title={title}
      count={habits.filter((one) => one.due).length}
      aside={
        <Link to="/habits" className={styles.all}>
          {texts.today.all}
        </Link>
      }
    >
      <ul className={styles.ofToday}>
        {habits.map((one) => (
          <OfToday key={one.habit.id} one={one} day={day} />
        ))}
      </ul>
    </Section>
  );
}

function OfToday({ one, day }: { one: HabitStanding; day: string }) {
  const { habit, value, today: state } = one;
  const acts = useTick(habit);
  const most = habit.direction === "at_most";
  const said = habit.target === null ? null : texts.amount(value, habit.target, habit.unit, most);
  const skip = (event: KeyboardEvent) => {
    if (event.key !== "s" || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as HTMLElement).tagName === "INPUT") return;
    event.preventDefault();
    event.stopPropagation();
    acts.skip({ day, state, value });
  };
  return (
    <li className={styles.one} data-done={(state === "done" && !most) || undefined} onKeyDown={skip}>
      {said === null ? (
        <Tick done={state === "done"} label={habit.name} onToggle={() => acts.toggle({ day, value })} />
      ) : (
        <span className={styles.place}>
          <span className={styles.dot} style={{ background: habit.colour }} aria-hidden="true" />
        </span>
      )}
      <Link to="/habits/$id" params={{ id: String(habit.id) }} className={styles.oneName} title={habit.cue}>
        {habit.name}
      </Link>
      {state === "skipped" && <span className={styles.meta}>{texts.today.skipped}</span>}
      {one.progress && <span className={styles.meta}>{texts.progress(one.progress.done, one.progress.of)}</span>}
      <span className={styles.streak} title={texts.streak(one.streak, one.streak_unit)}>
        {texts.streakShort(one.streak, one.streak_unit)}
      </span>
      {said !== null && (
        <Popover
          label={habit.name}
          width={230}
          button={(props) => (
            <button type="button" className={styles.count} aria-label={`${habit.name}: ${said}`} {...props}>
              {said}
            </button>
          )}
        >
          {(close) => <Amount habit={habit} day={day} value={value} acts={acts} close={close} />}
        </Popover>
      )}
    </li>
  );
}
