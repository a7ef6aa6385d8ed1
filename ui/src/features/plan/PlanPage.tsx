// The plan: a day or a week by the hour, what has no place yet, working hours and calendars.
import { IconChevronLeft, IconChevronRight, IconPlus, IconSparkles } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import type { PlanDay, Task, TaskId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { Page } from "../../kit/Page";
import { Segments } from "../../kit/Switch";
import { Timeline, type TimelineColumn } from "../../kit/Timeline";
import { addDays, sayFullDay, sayShortDay } from "../../kit/time";
import { type Carried, type Drag, type Target, useTimelineDrag } from "../../kit/timelineDrag";
import { toast } from "../../kit/toast";
import { usePageKeys } from "../../kit/usePageKeys";
import { BlockForm, type Draft } from "./BlockForm";
import { Calendars } from "./Calendars";
import { type Span, usePlanDays } from "./days";
import { shown } from "./entries";
import { consequences, nextFree } from "./free";
import { Hours } from "./Hours";
import { useEntryKeys } from "./keys";
import styles from "./Plan.module.css";
import { withGhosts } from "./proposal/ghosts";
import { Panel } from "./proposal/Panel";
import { proposalTexts } from "./proposal/texts";
import { useProposal } from "./proposal/useProposal";
import { Selected } from "./Selected";
import { texts } from "./texts";
import { Unplanned } from "./Unplanned";

type Side = "tasks" | "hours" | "calendars";

export function PlanPage() {
  const now = useMinute();
  const { add, propose, task: openTask } = useSearch({ from: "/plan" });
  const navigate = useNavigate();
  const [span, setSpan] = useState<Span>("day");
  const [chosen, setChosen] = useState<string | null>(null);
  const [side, setSide] = useState<Side>("tasks");
  const [selected, setSelected] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [asking, setAsking] = useState(false);
  const asker = useRef<HTMLButtonElement>(null);
  const calendars = useOperation("calendars.list", null);
  const { days, today, day, begins, error } = usePlanDays(span, chosen, asking);
  const dismiss = () => {
    setAsking(false);
    setSelected(null);
    asker.current?.focus();
  };
  const proposing = useProposal({ open: asking, span, from: begins, now, onDone: dismiss });
  const { rows, choice } = proposing;
  const { columns, items } = useMemo(
    () => withGhosts(shown(days, calendars.data ?? [], today, now), rows, choice),
    [days, calendars.data, today, now, rows, choice],
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
  useEffect(() => {
    if (!propose) return;
    setSpan(propose);
    setChosen(null);
    setAsking(true);
    void navigate({ to: "/plan", search: {}, replace: true });
  }, [propose, navigate]);
  usePageKeys({
    "shift+p": () => setAsking(true),
    escape: asking && openTask === undefined ? dismiss : undefined,
  });

  const judge = ({ key, target }: Drag): string | undefined => {
    const on = days.find(({ day: of }) => of === target?.column);
    const column = columns.find((of) => of.key === target?.column);
    if (!target || !on || !column) return undefined;
    const there = column.entries.filter(({ ghost }) => !ghost);
    const { overlaps, over } = consequences(on, { key, from: target.from, until: target.until }, there);
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
            ref={asker}
            icon={<IconSparkles size={14} stroke={1.7} />}
            keys="shift+p"
            aria-expanded={asking}
            data-testid="plan-propose"
            onClick={() => setAsking(true)}
          >
            {proposalTexts.plan[span]}
          </Button>
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
      <div className={styles.split} data-proposing={asking ? span : undefined}>
        <div className={styles.main}>
          <Selected item={item} actions={actions} proposing={proposing} />
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
            onKey={(entry, event) => {
              if (items.get(entry.key)?.kind !== "ghost") return actions.onKey(entry, event);
              if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== " " && event.key !== "p")) return;
              event.preventDefault();
              event.stopPropagation();
              if (event.key === "p") proposing.pin(entry.key);
              else proposing.toggle(entry.key);
            }}
          />
        </div>
        <aside className={styles.side} aria-label={asking ? proposalTexts.plan[span] : texts.side.label}>
          {asking && (
            <Panel
              {...{ proposing, span, selected }}
              from={begins}
              onSelect={(key) => {
                setSelected(key);
                document.querySelector(`[data-entry="${key}"]`)?.scrollIntoView?.({ block: "nearest" });
              }}
              onClose={dismiss}
              onNext={() => step(1)}
            />
          )}
          {!asking && (
            <Segments<Side>
              label={texts.side.label}
              value={side}
              choices={(["tasks", "hours", "calendars"] as const).map((value) => ({ value, label: texts.side[value] }))}
              onChange={setSide}
            />
          )}
          {!asking && side === "tasks" && (
            <Unplanned
              day={day}
              onPlace={place}
              onDrag={(event, task) => {
                dragged.current = task.id;
                begin(event, { key: null, title: task.title, from: 0, until: lasts(task) * 60_000, grip: "move" });
              }}
            />
          )}
          {!asking && side === "hours" && <Hours />}
          {!asking && side === "calendars" && <Calendars calendars={calendars.data ?? []} />}
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
