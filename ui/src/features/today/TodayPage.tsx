import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ComponentType, type ReactNode, useEffect, useMemo, useState } from "react";
import type { Later, Task, Today } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Meter } from "../../kit/Meter";
import { Moon } from "../../kit/Moon";
import { Page } from "../../kit/Page";
import {
  dayOfYear,
  isoOf,
  moonName,
  moonPhase,
  sayClock,
  sayFullDay,
  sayMinutes,
  todayIso,
  weekOf,
} from "../../kit/time";
import { leftOf, nowAt } from "./day";
import styles from "./TodayPage.module.css";
import { texts } from "./texts";

export type Section = {
  key: string;
  title: string;
  tasks: readonly Task[];
  count?: number;
  tone?: "rubric";
  time?: boolean;
  aside?: ReactNode;
  notes?: readonly { at: number; key: string; node: ReactNode }[];
};

/** Of what is left over so much stands above the day itself, unless more is asked for. */
const OVERDUE = 5;

type Props = {
  TaskSections: ComponentType<{ label: string; sections: readonly Section[]; hideDay?: string }>;
  QuickAdd: ComponentType<{ day?: string }>;
  Habits: ComponentType<{ habits: Today["habits"]; day: string }>;
  /** The beginning or end of the day, when it is time for it. */
  offer?: ReactNode;
  /** The plan of the day in one line. */
  strip?: ReactNode;
};

export function TodayPage({ TaskSections, QuickAdd, Habits, offer, strip }: Props) {
  const { data, error } = useOperation("today.show", null);
  const [doneShown, setDoneShown] = useState(false);
  const [lateShown, setLateShown] = useState(false);
  const now = useNow();
  const day = data?.day ?? todayIso();
  const sections = useMemo(
    () =>
      data
        ? sectionsOf(data, now, {
            done: { shown: doneShown, onToggle: () => setDoneShown(!doneShown) },
            late: { shown: lateShown, onToggle: () => setLateShown(!lateShown) },
          })
        : [],
    [data, now, doneShown, lateShown],
  );
  const mine = data ? data.scheduled.length + data.due.length + data.overdue.length : 0;
  const done = data?.done.length ?? 0;
  const open = mine > 0 || (data?.next.length ?? 0) > 0;
  return (
    <Page title={texts.title} head={<DayHead day={day} done={done} all={mine + done} points={data?.points ?? 0} />}>
      {offer}
      {strip}
      <QuickAdd day={day} />
      {error && <Notice tone="rubric">{error.message}</Notice>}
      {data && data.inbox > 0 && (
        <p className={styles.inbox}>
          {texts.inbox(data.inbox)}. <Link to="/inbox">{texts.inboxAction}</Link>
        </p>
      )}
      {data && !open && done > 0 && <Empty {...texts.allDone} />}
      {data && !open && done === 0 && (
        <Empty
          {...texts.empty}
          action={
            <Link to="/tasks" className={styles.choose}>
              {texts.openTasks}
            </Link>
          }
        />
      )}
      {data && <Habits habits={data.habits} day={day} />}
      <TaskSections label={texts.title} sections={sections} hideDay={day} />
    </Page>
  );
}

type FoldOf = { shown: boolean; onToggle: () => void };

function sectionsOf(today: Today, now: number, folds: { done: FoldOf; late: FoldOf }): Section[] {
  const { done: doneFold, late } = folds;
  const moreLate = {
    at: late.shown ? today.overdue.length : OVERDUE,
    key: "more",
    node: <MoreLate {...late} more={today.overdue.length - OVERDUE} />,
  };
  const timed = today.scheduled.filter((task) => task.scheduled?.at != null);
  timed.sort((a, b) => (a.scheduled?.at ?? 0) - (b.scheduled?.at ?? 0));
  const anyTime = today.scheduled.filter((task) => task.scheduled?.at == null);
  const mine = [...timed, ...anyTime, ...today.due];
  // After midnight, while the day still lasts, "now" lies behind every time of the day.
  const line = { at: nowAt(timed, now), key: "now", node: <NowLine now={now} /> };
  const isNow = isoOf(new Date(now)) >= today.day;
  const sections: Section[] = [
    {
      key: "overdue",
      title: texts.overdue,
      tasks: late.shown ? today.overdue : today.overdue.slice(0, OVERDUE),
      count: today.overdue.length,
      tone: "rubric",
      ...(today.overdue.length > OVERDUE ? { notes: [moreLate] } : {}),
      ...(today.overdue.length > 0 ? { aside: <MoveAll ids={today.overdue.map((task) => task.id)} /> } : {}),
    },
    {
      key: "timeline",
      title: texts.timeline,
      tasks: timed,
      time: true,
      ...(timed.length > 0 && isNow ? { notes: [line] } : {}),
    },
    { key: "any", title: texts.anyTime, tasks: anyTime },
    { key: "due", title: texts.due, tasks: today.due },
  ];
  const last = sections.findLast((section) => section.key !== "overdue" && section.tasks.length > 0);
  if (last) {
    const end = { at: last.tasks.length, key: "end", node: <EndOfDay tasks={mine} /> };
    last.notes = [...(last.notes ?? []), end];
  }
  const done: Section = {
    key: "done",
    title: texts.done,
    count: today.done.length,
    tasks: doneFold.shown ? today.done : [],
    ...(today.done.length > 0 ? { aside: <Fold {...doneFold} /> } : {}),
  };
  return [...sections, { key: "next", title: texts.next, tasks: today.next }, done];
}

/** Left-over tasks are decided in one click, or one by one with the keys that it names. */
function MoveAll({ ids }: { ids: Task["id"][] }) {
  const defer = useMutation("today.defer");
  return (
    <span className={styles.move} title={texts.moveKeys}>
      <span className={styles.moveWords}>{texts.moveAll}</span>
      {(["today", "tomorrow", "someday"] as const satisfies readonly Later[]).map((to) => (
        <Button
          key={to}
          look="plain"
          aria-label={`${texts.moveAll} ${texts.move[to]}`}
          disabled={defer.isPending}
          onClick={() => defer.mutate({ ids, to })}
          data-testid={`overdue-${to}`}
        >
          {texts.move[to]}
        </Button>
      ))}
    </span>
  );
}

function MoreLate({ shown, onToggle, more }: FoldOf & { more: number }) {
  return (
    <button type="button" className={styles.more} aria-expanded={shown} onClick={onToggle} data-testid="overdue-more">
      {shown ? texts.lessOverdue : texts.moreOverdue(more)}
    </button>
  );
}

function Fold({ shown, onToggle }: FoldOf) {
  const Icon = shown ? IconChevronDown : IconChevronRight;
  return (
    <IconButton
      label={shown ? texts.hideDone : texts.showDone}
      aria-expanded={shown}
      onClick={onToggle}
      data-testid="done-toggle"
    >
      <Icon size={15} stroke={1.7} />
    </IconButton>
  );
}

function NowLine({ now }: { now: number }) {
  return (
    <div className={styles.now} data-testid="now-line">
      <time className={styles.nowTime} dateTime={new Date(now).toISOString()}>
        {sayClock(now)}
        <span className="unseen"> {texts.now}</span>
      </time>
      <span className={styles.nowRule} />
    </div>
  );
}

function EndOfDay({ tasks }: { tasks: readonly Task[] }) {
  const left = leftOf(tasks);
  const words = [
    texts.left(left.minutes > 0 ? sayMinutes(left.minutes) : null, left.unknown),
    left.until !== null && texts.until(sayClock(left.until)),
  ].filter(Boolean);
  return (
    <div className={styles.end} data-testid="end-of-day">
      <span className={styles.endName}>{texts.endOfDay}</span>
      <span>{words.join(" · ")}</span>
    </div>
  );
}

/** The head of the page of the day, as an almanac prints it. */
function DayHead({ day, done, all, points }: { day: string; done: number; all: number; points: number }) {
  const [weekday, ...rest] = sayFullDay(day).split(" ");
  return (
    <header className={styles.head}>
      <h1 className={styles.day}>
        <span className={styles.weekday}>{weekday?.replace(",", "")}</span> {rest.slice(0, 2).join(" ")}
      </h1>
      <div className={styles.almanac}>
        <Moon day={day} />
        <span className={styles.facts}>{texts.almanac(weekOf(day), dayOfYear(day), moonName(moonPhase(day)))}</span>
        {points > 0 && (
          <Link to="/rewards" data-testid="points-today">
            {texts.points(points)}
          </Link>
        )}
        <Link to="/digest">{texts.digest}</Link>
        {all > 0 && (
          <span className={styles.progress}>
            {texts.progress(done, all)}
            <Meter label={texts.progress(done, all)} value={done} max={all} />
          </span>
        )}
      </div>
    </header>
  );
}

/** The present moment, to the minute. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
