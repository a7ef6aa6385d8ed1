import { IconArchive, IconDots, IconTrash } from "@tabler/icons-react";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense, useState } from "react";
import type { HabitId, HabitPause, LinkTo, HabitPage as Page_ } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Menu } from "../../kit/Menu";
import { Page, Section } from "../../kit/Page";
import { Popover } from "../../kit/Popover";
import { sayDay } from "../../kit/time";
import { Amount } from "./Amount";
import { HabitDialog } from "./HabitDialog";
import styles from "./Habits.module.css";
import { History } from "./History";
import { PauseDialog } from "./PauseDialog";
import { Strength } from "./Strength";
import { percent, sayNumber, texts } from "./texts";
import { useTick } from "./tick";

// The drawing of charts is the heaviest part of the page; what is said in words does not wait for it.
const Curve = lazy(() => import("./Charts").then((charts) => ({ default: charts.Curve })));
const Year = lazy(() => import("./Charts").then((charts) => ({ default: charts.Year })));
const Weekdays = lazy(() => import("./Charts").then((charts) => ({ default: charts.Weekdays })));

type Props = { Written: ComponentType<{ about: LinkTo }> };

export function HabitPage({ Written }: Props) {
  const { id } = useParams({ from: "/habits/$id" });
  const page = useOperation("habits.show", Number(id) as HabitId);
  if (page.error)
    return (
      <Page title={texts.title}>
        {page.error.kind === "not_found" ? (
          <Empty {...texts.gone} />
        ) : (
          <Notice tone="rubric">{page.error.message}</Notice>
        )}
      </Page>
    );
  return page.data ? <Shown key={id} page={page.data} Written={Written} /> : <Page title="">{null}</Page>;
}

function Shown({ page, Written }: Props & { page: Page_ }) {
  const { standing } = page;
  const { habit } = standing;
  const navigate = useNavigate();
  const archive = useMutation("habits.archive");
  const remove = useMutation("habits.delete");
  const resume = useMutation("habits.resume");
  const acts = useTick(habit);
  const [open, setOpen] = useState<"edit" | "pause" | null>(null);
  const today = standing.days.at(-1);
  const back = () => void navigate({ to: "/habits" });
  const most = habit.direction === "at_most";
  const note = [
    standing.schedule,
    habit.target !== null && texts.target(habit.target, habit.unit, most),
    habit.cue,
    habit.archived && texts.archived,
  ];
  return (
    <Page
      title={habit.name}
      note={note.filter(Boolean).join(" · ")}
      actions={
        <>
          {today && !habit.archived && (
            <Button onClick={() => acts.skip(today)} disabled={standing.pause !== null}>
              {today.state === "skipped" ? texts.clear : texts.actions.skip}
            </Button>
          )}
          {standing.pause ? (
            <Button onClick={() => resume.mutate({ habit: habit.id })}>{texts.actions.resume}</Button>
          ) : (
            <Button onClick={() => setOpen("pause")}>{texts.actions.pause}</Button>
          )}
          <Button onClick={() => setOpen("edit")}>{texts.actions.edit}</Button>
          <Menu
            entries={[
              {
                label: habit.archived ? texts.unarchive : texts.archive,
                icon: <IconArchive size={15} stroke={1.7} />,
                run: () => archive.mutate({ id: habit.id, archived: !habit.archived }, { onSuccess: back }),
              },
              {
                label: texts.remove,
                icon: <IconTrash size={15} stroke={1.7} />,
                danger: true,
                run: () => remove.mutate(habit.id, { onSuccess: back }),
              },
            ]}
          >
            <IconButton label={texts.actions.more}>
              <IconDots size={17} stroke={1.7} />
            </IconButton>
          </Menu>
        </>
      }
    >
      {standing.pause && (
        <Notice>
          {texts.pause.since(
            sayDay(standing.pause.from),
            standing.pause.until && sayDay(standing.pause.until),
            standing.pause.reason,
          )}
        </Notice>
      )}
      {habit.notes && <p className={styles.why}>{habit.notes}</p>}
      <div className={styles.standing}>
        <Strength share={standing.strength} size={76} />
        {today && !habit.archived && (
          <div className={styles.now}>
            {habit.kind === "yes_no" ? (
              <Button
                look={standing.value ? "outline" : "primary"}
                aria-pressed={today.state === "done"}
                onClick={() => acts.toggle(today)}
                data-testid="habit-today"
              >
                {standing.value ? `${texts.page.now}: ${texts.states[today.state]}` : `${texts.page.now}: tick it`}
              </Button>
            ) : (
              <Popover
                label={habit.name}
                width={230}
                button={(props) => (
                  <Button look={standing.due ? "primary" : "outline"} data-testid="habit-today" {...props}>
                    {`${texts.page.now}: ${texts.amount(standing.value, habit.target ?? 0, habit.unit, most)}`}
                  </Button>
                )}
              >
                {(close) => <Amount habit={habit} day={today.day} value={standing.value} acts={acts} close={close} />}
              </Popover>
            )}
          </div>
        )}
        <Facts page={page} />
      </div>
      <Outlook page={page} />
      <div className={page.curve.length > 1 ? styles.charts : undefined}>
        <Suspense>
          <Curve page={page} />
          <Year page={page} />
        </Suspense>
      </div>
      <div className={styles.pair}>
        <Suspense>
          <Weekdays page={page} />
        </Suspense>
        <Streaks page={page} />
      </div>
      <Pauses habit={habit.id} pauses={page.pauses} />
      <History page={page} />
      <Written about={{ kind: "habit", id: habit.id }} />
      {open === "edit" && <HabitDialog habit={habit} onClose={() => setOpen(null)} />}
      {open === "pause" && <PauseDialog habit={habit.id} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function Facts({ page }: { page: Page_ }) {
  const { standing } = page;
  const { habit, completion } = standing;
  const share = (value: number | null) => (value === null ? texts.page.nothing : percent(value));
  const facts: [string, string][] = [
    [texts.page.streak, texts.streakShort(standing.streak, standing.streak_unit) || texts.page.nothing],
    [texts.page.best, texts.streakShort(standing.best_streak, standing.streak_unit) || texts.page.nothing],
    [texts.page.last(7), share(completion.days_7)],
    [texts.page.last(30), share(completion.days_30)],
    [texts.page.last(90), share(completion.days_90)],
    habit.kind === "numeric"
      ? [texts.page.sum, `${sayNumber(page.sum)} ${habit.unit}`.trim()]
      : [texts.page.done, sayNumber(page.done_days)],
    [texts.page.skips, texts.page.thisMonth(standing.skips_left)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What ticking, skipping or leaving it would make of strength and streak. */
function Outlook({ page }: { page: Page_ }) {
  const { outlook, standing } = page;
  if (!outlook || standing.pause || standing.habit.archived) return null;
  const unit = standing.streak_unit;
  const lines = [
    [texts.page.ifDone, texts.page.outcome(outlook.done.strength, outlook.done.streak, unit)],
    [
      texts.page.ifSkipped,
      outlook.skipped ? texts.page.outcome(outlook.skipped.strength, outlook.skipped.streak, unit) : texts.page.noSkip,
    ],
    [texts.page.ifMissed, texts.page.outcome(outlook.missed.strength, outlook.missed.streak, unit)],
  ] as const;
  return (
    <Section title={texts.page.outlook}>
      <dl className={styles.outlook}>
        {lines.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Streaks({ page }: { page: Page_ }) {
  if (page.streaks.length === 0) return null;
  return (
    <Section title={texts.page.streaks}>
      <ol className={styles.plain}>
        {page.streaks.map((streak) => (
          <li key={streak.from} className={styles.line}>
            <span className={styles.first}>{texts.streakShort(streak.length, page.standing.streak_unit)}</span>
            <span className={styles.meta}>{texts.page.span(sayDay(streak.from), sayDay(streak.until))}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Pauses({ habit, pauses }: { habit: HabitId; pauses: readonly HabitPause[] }) {
  const resume = useMutation("habits.resume");
  if (pauses.length === 0) return null;
  return (
    <Section title={texts.pause.list} count={pauses.length}>
      <ul className={styles.plain}>
        {pauses.map((pause) => (
          <li key={pause.id} className={styles.line}>
            <span className={styles.first}>
              {texts.page.span(sayDay(pause.from), pause.until === null ? texts.pause.open : sayDay(pause.until))}
            </span>
            <span className={styles.meta}>{pause.reason}</span>
            <IconButton label={texts.pause.take} onClick={() => resume.mutate({ habit, pause: pause.id })}>
              <IconTrash size={15} stroke={1.7} />
            </IconButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
