// The plan: a day or a week by the hour, what has no place yet, working hours and calendars.
import { IconChevronLeft, IconChevronRight, IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import type { PlanDay, Task, TaskId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { Page } from "../../kit/Page";
import { Segments } from "../../kit/Switch";
import { Timeline, type TimelineColumn } from "../../kit/Timeline";
import { addDays, isoOf, sayFullDay, sayShortDay } from "../../kit/time";
import { type Carried, type Drag, type Target, useTimelineDrag } from "../../kit/timelineDrag";
import { toast } from "../../kit/toast";
import { BlockForm, type Draft } from "./BlockForm";
import { Calendars } from "./Calendars";
import { shown } from "./entries";
import { consequences, nextFree } from "./free";
import { Hours } from "./Hours";
import { useEntryKeys } from "./keys";
import styles from "./Plan.module.css";
import { Selected } from "./Selected";
import { texts } from "./texts";
import { Unplanned } from "./Unplanned";

type Span = "day" | "week";
type Side = "tasks" | "hours" | "calendars";

export function PlanPage() {
  const now = useMinute();
  const { add } = useSearch({ from: "/plan" });
  const navigate = useNavigate();
  const [span, setSpan] = useState<Span>("day");
  const [chosen, setChosen] = useState<string | null>(null);
  const [side, setSide] = useState<Side>("tasks");
  const [selected, setSelected] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const one = useOperation("planning.day", { day: chosen }, { enabled: span === "day", keep: true });
  const week = useOperation("planning.week", { day: chosen }, { enabled: span === "week", keep: true });
  const present = useOperation("planning.day", {});
  const calendars = useOperation("calendars.list", null);
  const days: readonly PlanDay[] = useMemo(
    () => (span === "week" ? (week.data ?? []) : one.data ? [one.data] : []),
    [span, week.data, one.data],
  );
  const today = present.data?.day ?? isoOf(new Date(now));
  const day = chosen ?? today;
  const { columns, items } = useMemo(
    () => shown(days, calendars.data ?? [], today, now),
    [days, calendars.data, today, now],
  );
  const create = useMutation("blocks.create");
  const actions = useEntryKeys({ columns, items, setSelected, setDraft });

  const onDrop = (carried: Carried, target: Target) => {
    if (carried.key !== null) {
      const item = items.get(carried.key);
      if (item) actions.land(item, carried, target);
    } else if (dragged.current !== null) {
      create.mutate({ task: dragged.current, starts_at: target.from as never, ends_at: target.until as never });
    }
  };
  const { drag, begin } = useTimelineDrag(columns, onDrop);
  const dragged = useRef<TaskId | null>(null);

  useEffect(() => {
    if (!add) return;
    setDraft({ block: null, from: Math.ceil(Date.now() / 900_000) * 900_000 });
    void navigate({ to: "/plan", search: {}, replace: true });
  }, [add, navigate]);

  const judge = ({ key, target }: Drag): string | undefined => {
    const on = days.find(({ day: of }) => of === target?.column);
    const column = columns.find((of) => of.key === target?.column);
    if (!target || !on || !column) return undefined;
    const { overlaps, over } = consequences(on, { key, from: target.from, until: target.until }, column.entries);
    const words = [...(overlaps.length ? [texts.clashes(overlaps)] : []), ...(over ? [texts.tooFull(over)] : [])];
    return words.join("; ") || undefined;
  };
  const place = (task: Task) => {
    const on = days.find((of) => of.day === day) ?? days[0];
    const minutes = lasts(task);
    const at = on && nextFree(on, minutes, now);
    if (at == null) return toast({ text: texts.unplanned.full });
    create.mutate({ task: task.id, starts_at: at as never, ends_at: (at + minutes * 60_000) as never });
  };
  const step = (by: 1 | -1) => setChosen(addDays(day, span === "week" ? 7 * by : by));
  const error = (span === "week" ? week : one).error;
  const item = selected === null ? undefined : items.get(selected);
  const [first, last] = [days[0]?.day ?? day, days.at(-1)?.day ?? day];

  return (
    <Page
      width="wide"
      title={texts.title}
      note={span === "day" ? sayFullDay(day) : `${sayShortDay(first)} – ${sayShortDay(last)}`}
      actions={
        <>
          <IconButton label={texts.before[span]} onClick={() => step(-1)}>
            <IconChevronLeft size={16} stroke={1.7} />
          </IconButton>
          <Button look="plain" onClick={() => setChosen(null)}>
            {texts.today}
          </Button>
          <IconButton label={texts.after[span]} onClick={() => step(1)}>
            <IconChevronRight size={16} stroke={1.7} />
          </IconButton>
          <Segments<Span>
            label={texts.span}
            value={span}
            choices={[
              { value: "day", label: texts.day },
              { value: "week", label: texts.week },
            ]}
            onChange={setSpan}
          />
          <Button
            icon={<IconPlus size={14} stroke={1.8} />}
            keys="shift+b"
            onClick={() => setDraft({ block: null, from: newFrom(columns, now) })}
          >
            {texts.add}
          </Button>
        </>
      }
    >
      {error && <Notice tone="rubric">{error.message}</Notice>}
      <div className={styles.split}>
        <div className={styles.main}>
          <Selected item={item} entry={selected} actions={actions} />
          <Timeline
            label={texts.timeline}
            columns={columns.map((column, n) => ({
              ...column,
              note: <DayNote day={days[n]} short={span === "week"} />,
            }))}
            {...{ now, selected, drag, judge, begin }}
            onSelect={setSelected}
            onOpen={(key) => {
              const opened = items.get(key);
              if (opened?.kind === "block") setDraft({ block: opened.block, from: opened.block.starts_at });
            }}
            onKey={actions.onKey}
          />
          <p className={styles.hint}>{texts.hint}</p>
        </div>
        <aside className={styles.side} aria-label={texts.side.label}>
          <Segments<Side>
            label={texts.side.label}
            value={side}
            choices={(["tasks", "hours", "calendars"] as const).map((value) => ({ value, label: texts.side[value] }))}
            onChange={setSide}
          />
          {side === "tasks" && (
            <Unplanned
              day={day}
              onPlace={place}
              onDrag={(event, task) => {
                dragged.current = task.id;
                begin(event, { key: null, title: task.title, from: 0, until: lasts(task) * 60_000, grip: "move" });
              }}
            />
          )}
          {side === "hours" && <Hours />}
          {side === "calendars" && <Calendars calendars={calendars.data ?? []} />}
        </aside>
      </div>
      {draft && <BlockForm key={draft.block?.id ?? "new"} draft={draft} onClose={() => setDraft(null)} />}
    </Page>
  );
}

/** What is said under a day's name: how full it is, and its whole-day events. */
function DayNote({ day, short }: { day: PlanDay | undefined; short: boolean }) {
  if (!day) return null;
  const { capacity } = day;
  return (
    <>
      <span className={styles.capacity} data-over={capacity.over > 0 || undefined} data-testid="capacity">
        {capacity.minutes === 0 && capacity.used === 0
          ? texts.noWork
          : capacity.over > 0
            ? texts.over(capacity.over)
            : texts[short ? "capacityShort" : "capacity"](capacity.used, capacity.minutes)}
      </span>
      {day.events
        .filter((event) => event.whole_days)
        .map((event) => (
          <span key={`${event.id}:${event.starts_at}`} className={styles.whole} title={event.title}>
            {event.title}
          </span>
        ))}
    </>
  );
}

/** A new block begins at the next quarter of an hour, or with the work of the day that is shown. */
function newFrom(columns: readonly TimelineColumn[], now: number): number {
  const [first] = columns;
  const next = Math.ceil(now / 900_000) * 900_000;
  if (!first || (next >= first.from && next < (columns.at(-1)?.until ?? 0))) return next;
  return first.open[0]?.from ?? first.from;
}

/** What is left of a task's effort, in minutes. */
const lasts = (task: Task) =>
  task.effort_minutes === null ? 30 : Math.min(Math.max(task.effort_minutes - task.logged_minutes, 15), 480);

/** The present moment, once a minute. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
