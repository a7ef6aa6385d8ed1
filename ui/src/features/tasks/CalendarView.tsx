// Tasks on their days, a month or a week at a time. A task without a day stands at its deadline.
import { IconChevronLeft, IconChevronRight, IconFlag3 } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import type { Task, TaskId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { weeksOf } from "../../kit/Calendar";
import { Notice } from "../../kit/Empty";
import { Schedule, type ScheduleDrop, type ScheduleEntry } from "../../kit/Schedule";
import { Segments } from "../../kit/Switch";
import { addDays, dateOf, sayClock, sayShortDay, todayIso } from "../../kit/time";
import { useActive } from "./active";
import { BulkBar } from "./BulkBar";
import styles from "./CalendarView.module.css";
import { useCalendarKeys } from "./calendarKeys";
import { texts } from "./texts";

const MOST = 500;
const monthName = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });
type Span = "month" | "week";

export function CalendarView({ filter }: { filter: string }) {
  const [span, setSpan] = useState<Span>("month");
  const [day, setDay] = useState(todayIso);
  const [first, last] = useMemo(() => shown(span, day), [span, day]);
  const within = `on:${first}..${last}`;
  const page = useOperation(
    "tasks.list",
    { filter: filter.trim() ? `(${filter}) ${within}` : within, sort: "day", limit: MOST },
    { keep: true },
  );
  const place = useMutation("tasks.place");
  const edit = useMutation("tasks.edit");
  const navigate = useNavigate();
  const focused = useActive((active) => active.focused);
  const tasks = useMemo(() => page.data?.tasks ?? [], [page.data]);
  const entries = useMemo(() => tasks.flatMap((task) => entryOf(task, first, last)), [tasks, first, last]);
  const byId = useMemo(() => new Map(tasks.map((task) => [task.id as number, task])), [tasks]);

  const { mutate: move } = place;
  const moveTo = useCallback(
    (id: TaskId, to: string) => {
      setDay((old) => (to < shown(span, old)[0] || to > shown(span, old)[1] ? to : old));
      move({ ids: [id], to: { group: "day", key: to } });
    },
    [move, span],
  );
  useCalendarKeys({ entries, byId, total: page.data?.total ?? 0, filter, moveTo });

  const onDrop = ({ id, day: on, at }: ScheduleDrop) => {
    const task = byId.get(id);
    if (!task) return;
    const hour = task.scheduled?.at ?? null;
    if (span === "month" || (at === null && hour === null)) return moveTo(task.id, on);
    const length = hour !== null && task.scheduled_end !== null ? task.scheduled_end - hour : null;
    const scheduled_end = at !== null && length !== null ? at + length : null;
    edit.mutate({ ids: [task.id], patch: { scheduled: { day: on, at }, scheduled_end } });
  };
  const step = (by: 1 | -1) => setDay(span === "week" ? addDays(day, 7 * by) : monthBeside(day, by));

  if (page.error) return <Notice tone="rubric">{page.error.message}</Notice>;
  return (
    <>
      <div className={styles.head}>
        <h2>{span === "month" ? monthName.format(dateOf(day)) : `${sayShortDay(first)} – ${sayShortDay(last)}`}</h2>
        <IconButton label={`Previous ${span}`} onClick={() => step(-1)}>
          <IconChevronLeft size={16} stroke={1.7} />
        </IconButton>
        <Button look="plain" onClick={() => setDay(todayIso())}>
          Today
        </Button>
        <IconButton label={`Next ${span}`} onClick={() => step(1)}>
          <IconChevronRight size={16} stroke={1.7} />
        </IconButton>
        <span className={styles.hint}>
          {page.data && page.data.total > MOST ? texts.calendar.first(MOST, page.data.total) : texts.calendar.hint}
        </span>
        <Segments<Span>
          label={texts.calendar.span}
          value={span}
          choices={[
            { value: "month", label: texts.calendar.month },
            { value: "week", label: texts.calendar.week },
          ]}
          onChange={setSpan}
        />
      </div>
      <Schedule
        span={span}
        day={day}
        entries={entries}
        body={(entry) => <Body entry={entry} task={byId.get(entry.id)} />}
        onDrop={onDrop}
        onOpen={(id, { ctrlKey, metaKey }) => {
          if (ctrlKey || metaKey) {
            const next = new Set(useActive.getState().selected);
            if (!next.delete(id as TaskId)) next.add(id as TaskId);
            useActive.setState({ selected: next });
          } else void navigate({ to: ".", search: (old: object) => ({ ...old, task: id }) as never });
        }}
        onDay={(clicked) => {
          setDay(clicked);
          setSpan("week");
        }}
        focused={focused}
        onFocus={(id) => useActive.setState({ focused: id as TaskId })}
        moreLabel={texts.calendar.more}
      />
      <BulkBar />
    </>
  );
}

function Body({ entry, task }: { entry: ScheduleEntry; task: Task | undefined }) {
  return (
    <>
      {entry.at !== null && <span className={styles.time}>{sayClock(entry.at)} </span>}
      {task && task.scheduled === null && (
        <IconFlag3 size={11} stroke={1.8} className={styles.flag} aria-label="Deadline" />
      )}
      {entry.title}
    </>
  );
}

function entryOf(task: Task, first: string, last: string): ScheduleEntry[] {
  const when = task.scheduled ?? task.deadline;
  if (!when || when.day < first || when.day > last) return [];
  const open = task.status !== "done" && task.status !== "dropped";
  const tone = !open ? "quiet" : when.day < todayIso() || task.priority === 1 ? "rubric" : undefined;
  return [{ id: task.id, title: task.title, day: when.day, at: when.at, end: task.scheduled_end, tone }];
}

/** The first and the last day on the screen. */
function shown(span: Span, day: string): [string, string] {
  const weeks = weeksOf(day);
  const days = span === "month" ? weeks.flat() : (weeks.find((week) => week.includes(day)) ?? [day]);
  return [days[0] ?? day, days.at(-1) ?? day];
}

/** The first day of the month before or after. */
function monthBeside(day: string, by: 1 | -1): string {
  const first = `${day.slice(0, 7)}-01`;
  return by > 0 ? `${addDays(first, 31).slice(0, 7)}-01` : `${addDays(first, -1).slice(0, 7)}-01`;
}
