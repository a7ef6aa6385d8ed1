// Tasks on their days, a month or a week at a time. A task without a day stands at its deadline.
import { DndContext, type DragEndEvent, DragOverlay } from "@dnd-kit/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import type { Task, TaskId } from "../../../api/bindings";
import { useMutation, useOperation } from "../../../api/react";
import { Button, IconButton } from "../../../kit/Button";
import { weeksOf } from "../../../kit/Calendar";
import { Notice } from "../../../kit/Empty";
import { Segments } from "../../../kit/Switch";
import { addDays, dateOf, sayFullDay, sayShortDay, todayIso } from "../../../kit/time";
import { useActive } from "../active";
import { BulkBar } from "../BulkBar";
import { announcements, collide, useDragSensors } from "../drag";
import { texts } from "../texts";
import styles from "./Calendar.module.css";
import { Day, EntryFace } from "./Day";
import { useCalendarKeys } from "./keys";

const MOST = 500;
/** So many lines fit into a day of a month. */
const LINES = 3;
const monthName = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
type Span = "month" | "week";

export function CalendarView({ filter }: { filter: string }) {
  const [span, setSpan] = useState<Span>("month");
  const [day, setDay] = useState(todayIso);
  const [carried, setCarried] = useState<Task | null>(null);
  const weeks = useMemo(() => weeksShown(span, day), [span, day]);
  const [first, last] = [weeks[0]?.[0] ?? day, weeks.at(-1)?.[6] ?? day];
  const within = `on:${first}..${last}`;
  const page = useOperation(
    "tasks.list",
    { filter: filter.trim() ? `(${filter}) ${within}` : within, sort: "day", limit: MOST },
    { keep: true },
  );
  const place = useMutation("tasks.place");
  const navigate = useNavigate();
  const sensors = useDragSensors("calendar");
  const tasks = useMemo(() => page.data?.tasks ?? [], [page.data]);
  const byDay = useMemo(() => {
    const days = new Map<string, Task[]>();
    for (const task of tasks) {
      const on = dayOf(task);
      if (on) days.set(on, [...(days.get(on) ?? []), task]);
    }
    return days;
  }, [tasks]);

  const { mutate: move } = place;
  const moveTo = useCallback(
    (ids: readonly TaskId[], to: string) => {
      if (to < first || to > last) setDay(to);
      move({ ids: [...ids], to: { group: "day", key: to } });
    },
    [move, first, last],
  );
  useCalendarKeys({ tasks, dayOf, moveTo });

  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setCarried(null);
    const to = over?.data.current?.column as string | undefined;
    const id = active.id as TaskId;
    if (!to || active.data.current?.column === to) return;
    const { selected } = useActive.getState();
    moveTo(selected.has(id) ? [...selected] : [id], to);
  };
  const onDay = useCallback((clicked: string) => {
    setDay(clicked);
    setSpan("week");
  }, []);
  const onOpen = useCallback(
    (id: TaskId) => void navigate({ to: ".", search: (old: object) => ({ ...old, task: id }) as never }),
    [navigate],
  );
  const step = (by: 1 | -1) => setDay(span === "week" ? addDays(day, 7 * by) : monthBeside(day, by));
  const title = (id: unknown) => tasks.find((task) => task.id === id)?.title ?? "";

  if (page.error) return <Notice tone="rubric">{page.error.message}</Notice>;
  return (
    <>
      <div className={styles.head}>
        <h2>{span === "month" ? monthName.format(dateOf(day)) : `${sayShortDay(first)} – ${sayShortDay(last)}`}</h2>
        <IconButton label={texts.calendar.before(span)} onClick={() => step(-1)}>
          <IconChevronLeft size={16} stroke={1.7} />
        </IconButton>
        <Button look="plain" onClick={() => setDay(todayIso())}>
          {texts.calendar.today}
        </Button>
        <IconButton label={texts.calendar.after(span)} onClick={() => step(1)}>
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
      <DndContext
        sensors={sensors}
        collisionDetection={collide}
        accessibility={{
          announcements: announcements(title, (key) => (typeof key === "string" ? sayFullDay(key) : "")),
          screenReaderInstructions: { draggable: texts.drag.how },
        }}
        onDragStart={({ active }) => setCarried(tasks.find((task) => task.id === active.id) ?? null)}
        onDragEnd={onDragEnd}
        onDragCancel={() => setCarried(null)}
      >
        <div
          role="grid"
          aria-label={texts.calendar.label}
          className={styles.grid}
          data-span={span}
          data-testid="calendar"
        >
          <div role="row" className={styles.week}>
            {(weeks[0] ?? []).map((one) => (
              <span key={one} role="columnheader" className={styles.weekday}>
                {weekday.format(dateOf(one))}
              </span>
            ))}
          </div>
          {weeks.map((week) => (
            <div key={week[0]} role="row" className={styles.week}>
              {week.map((one) => (
                <Day
                  key={one}
                  day={one}
                  tasks={byDay.get(one) ?? []}
                  outside={span === "month" && one.slice(0, 7) !== day.slice(0, 7)}
                  most={span === "month" ? LINES : MOST}
                  onDay={onDay}
                  onOpen={onOpen}
                />
              ))}
            </div>
          ))}
        </div>
        <DragOverlay dropAnimation={null}>
          {carried && (
            <div className={`${styles.entry} ${styles.carried}`}>
              <EntryFace task={carried} />
            </div>
          )}
        </DragOverlay>
      </DndContext>
      <BulkBar />
    </>
  );
}

const dayOf = (task: Task): string | undefined => (task.scheduled ?? task.deadline)?.day;

function weeksShown(span: Span, day: string): string[][] {
  const weeks = weeksOf(day);
  return span === "month" ? weeks : weeks.filter((week) => week.includes(day));
}

/** The first day of the month before or after. */
function monthBeside(day: string, by: 1 | -1): string {
  const first = `${day.slice(0, 7)}-01`;
  return by > 0 ? `${addDays(first, 31).slice(0, 7)}-01` : `${addDays(first, -1).slice(0, 7)}-01`;
}
