import { Link } from "@tanstack/react-router";
import { type ComponentType, useMemo } from "react";
import type { Task, Today } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Empty, Notice } from "../../kit/Empty";
import { Moon } from "../../kit/Moon";
import { Page } from "../../kit/Page";
import { dayOfYear, moonName, moonPhase, sayFullDay, todayIso, weekOf } from "../../kit/time";
import styles from "./TodayPage.module.css";
import { texts } from "./texts";

export type Section = { key: string; title: string; tasks: readonly Task[]; tone?: "rubric"; time?: boolean };

type Props = {
  TaskSections: ComponentType<{ label: string; sections: readonly Section[]; hideDay?: string }>;
  QuickAdd: ComponentType<{ suffix?: string }>;
};

export function TodayPage({ TaskSections, QuickAdd }: Props) {
  const { data, error } = useOperation("today.show", null);
  const day = data?.day ?? todayIso();
  const sections = useMemo(() => (data ? sectionsOf(data) : []), [data]);
  const open = sections.some(({ key, tasks }) => key !== "done" && tasks.length > 0);
  const done = (data?.done.length ?? 0) > 0;
  return (
    <Page title={texts.title} head={<DayHead day={day} />}>
      <QuickAdd />
      {error && <Notice tone="rubric">{error.message}</Notice>}
      {data && data.inbox > 0 && (
        <p className={styles.inbox}>
          {texts.inbox(data.inbox)}. <Link to="/inbox">{texts.inboxAction}</Link>
        </p>
      )}
      {data && !open && (done ? <Empty {...texts.allDone} /> : <Empty {...texts.empty} />)}
      <TaskSections label={texts.title} sections={sections} hideDay={day} />
    </Page>
  );
}

function sectionsOf(today: Today): Section[] {
  const byTime = [...today.scheduled].sort(
    (a, b) => (a.scheduled?.at ?? Number.MAX_SAFE_INTEGER) - (b.scheduled?.at ?? Number.MAX_SAFE_INTEGER),
  );
  const timed = byTime.some((task) => task.scheduled?.at != null);
  return [
    { key: "overdue", title: texts.overdue, tasks: today.overdue, tone: "rubric" },
    { key: "scheduled", title: texts.scheduled, tasks: byTime, ...(timed ? { time: true } : {}) },
    { key: "due", title: texts.due, tasks: today.due },
    { key: "next", title: texts.next, tasks: today.next },
    { key: "done", title: texts.done, tasks: today.done },
  ];
}

/** The head of the page of the day, as an almanac prints it. */
function DayHead({ day }: { day: string }) {
  const [weekday, ...rest] = sayFullDay(day).split(" ");
  return (
    <header className={styles.head}>
      <h1 className={styles.day}>
        <span className={styles.weekday}>{weekday?.replace(",", "")}</span> {rest.slice(0, 2).join(" ")}
      </h1>
      <p className={styles.almanac}>
        <Moon day={day} />
        {texts.almanac(weekOf(day), dayOfYear(day), moonName(moonPhase(day)))}
      </p>
    </header>
  );
}
