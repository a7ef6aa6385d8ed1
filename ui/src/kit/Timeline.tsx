// A day, or a week of days, by the hour: what stands side by side overlaps. Everything in it is a button, so that keys
// reach what the pointer drags.
import { IconPin, IconRepeat } from "@tabler/icons-react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo, useRef } from "react";
import styles from "./Timeline.module.css";
import { sayClock } from "./time";
import type { Carried, Drag } from "./timelineDrag";

export type TimelineEntry = {
  key: string;
  title: string;
  /** Who reads aloud hears this as well. */
  said?: string;
  from: number;
  until: number;
  tone: "work" | "event" | "break" | "habit" | "logged";
  colour?: string | undefined;
  movable: boolean;
  pinned?: boolean;
  repeats?: boolean;
  clash?: boolean;
  /** Only proposed: it stands beside what is there. */
  ghost?: boolean;
  /** What is proposed would take it from here, or it was not chosen. */
  faint?: boolean;
};

export type TimelineColumn = {
  key: string;
  title: string;
  /** Said under the title. */
  note?: ReactNode;
  current?: boolean;
  from: number;
  until: number;
  /** When one works; the rest is shaded. */
  open: readonly { from: number; until: number }[];
  entries: readonly TimelineEntry[];
};

type Props = {
  label: string;
  columns: readonly TimelineColumn[];
  now: number;
  selected: string | null;
  drag: Drag | null;
  /** What is to be said of where it would land. */
  judge: (drag: Drag) => string | undefined;
  begin: (event: PointerEvent, carried: Carried) => void;
  onSelect: (key: string) => void;
  onOpen: (key: string) => void;
  onKey: (entry: TimelineEntry, event: KeyboardEvent) => void;
};

const HOUR = 3_600_000;
/** Pixels for an hour. */
const TALL = 72;
/** What lasts less is drawn as tall as this, 24 pixels, so that it can be hit; what follows at once stands beside it. */
const LEAST = HOUR / 3;

export function Timeline({ label, columns, now, selected, drag, judge, begin, onSelect, onOpen, onKey }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const first = columns[0];
  const hours = useMemo(() => {
    const all: number[] = [];
    if (first) for (let at = first.from; at < first.until; at += HOUR) all.push(at);
    return all;
  }, [first]);
  const shown = first?.key;
  // The first look at a day falls on its hours of work, or on now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another day is shown
  useEffect(() => {
    if (!first || !scroller.current || !shown) return;
    const at = now > first.from && now < first.until ? now : (first.open[0]?.from ?? first.from + 4 * HOUR);
    scroller.current.scrollTop = ((at - first.from) / HOUR - 1) * TALL;
  }, [shown]);
  if (!first) return null;
  const height = ((first.until - first.from) / HOUR) * TALL;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a day without blocks is scrolled by key as well
    <section className={styles.timeline} aria-label={label} data-testid="timeline" ref={scroller} tabIndex={0}>
      <div
        className={styles.grid}
        data-many={columns.length > 1 || undefined}
        style={{ gridTemplateColumns: `46px repeat(${columns.length}, minmax(0, 1fr))` }}
      >
        <div className={styles.corner} />
        {columns.map((column) => (
          <div key={column.key} className={styles.head} data-current={column.current || undefined}>
            <h2 className={styles.day}>{column.title}</h2>
            {column.note}
          </div>
        ))}
        <div className={styles.hours} style={{ height }} aria-hidden="true">
          {hours.map((at) => (
            <span key={at} style={{ top: ((at - first.from) / HOUR) * TALL }}>
              {sayClock(at)}
            </span>
          ))}
        </div>
        {columns.map((column) => (
          <Lanes
            key={column.key}
            {...{ column, height, now, selected, drag, judge, begin, onSelect, onOpen, onKey, hours: hours.length }}
          />
        ))}
      </div>
    </section>
  );
}

type LanesProps = Omit<Props, "label" | "columns"> & { column: TimelineColumn; height: number; hours: number };

function Lanes({ column, height, now, selected, drag, judge, begin, onSelect, onOpen, onKey, hours }: LanesProps) {
  const lanes = useMemo(() => beside(column.entries, LEAST), [column.entries]);
  const part = (at: number) => ((at - column.from) / (column.until - column.from)) * 100;
  const place = (from: number, until: number) => {
    const [top, bottom] = [Math.max(0, part(from)), Math.min(100, part(until))];
    return { top: `${top}%`, height: `${Math.max(bottom - top, 1.2)}%` };
  };
  const landing = drag?.target?.column === column.key ? drag.target : null;
  return (
    <div
      className={styles.lanes}
      style={{ height, backgroundSize: `100% ${height / hours}px` }}
      data-timeline-column={column.key}
      data-over={landing !== null || undefined}
    >
      {closed(column).map(({ from, until }) => (
        <div key={from} className={styles.closed} style={place(from, until)} />
      ))}
      <ul className={styles.entries} aria-label={column.title}>
        {column.entries.map((entry) => {
          const { lane, of } = lanes.get(entry.key) ?? { lane: 0, of: 1 };
          return (
            <li
              key={entry.key}
              className={styles.slot}
              style={{ ...place(entry.from, entry.until), left: `${(lane / of) * 100}%`, width: `${100 / of}%` }}
            >
              <Face
                entry={entry}
                selected={selected === entry.key}
                lifted={drag?.key === entry.key}
                {...{ begin, onSelect, onOpen, onKey }}
              />
            </li>
          );
        })}
      </ul>
      {landing && drag && (
        <div className={styles.ghost} style={place(landing.from, landing.until)} data-testid="timeline-ghost">
          <strong>{`${sayClock(landing.from)} – ${sayClock(landing.until)}`}</strong> {drag.title}
          <Said text={judge(drag)} />
        </div>
      )}
      {now >= column.from && now < column.until && (
        <div className={styles.now} style={{ top: `${part(now)}%` }} data-testid="timeline-now" aria-hidden="true" />
      )}
    </div>
  );
}

const Said = ({ text }: { text: string | undefined }) => (text ? <em className={styles.judged}>{text}</em> : null);

type FaceProps = {
  entry: TimelineEntry;
  selected: boolean;
  lifted: boolean;
} & Pick<Props, "begin" | "onSelect" | "onOpen" | "onKey">;

function Face({ entry, selected, lifted, begin, onSelect, onOpen, onKey }: FaceProps) {
  const minutes = (entry.until - entry.from) / 60_000;
  const time = `${sayClock(entry.from)} – ${sayClock(entry.until)}`;
  const grip = (kind: Carried["grip"]) => (event: PointerEvent) => {
    if (!entry.movable) return;
    event.stopPropagation();
    begin(event, { key: entry.key, title: entry.title, from: entry.from, until: entry.until, grip: kind });
  };
  return (
    <button
      type="button"
      className={styles.entry}
      data-entry={entry.key}
      data-testid="timeline-entry"
      data-tiny={minutes < 20 || undefined}
      data-tone={entry.tone}
      data-selected={selected || undefined}
      data-lifted={lifted || undefined}
      data-clash={entry.clash || undefined}
      data-movable={entry.movable || undefined}
      data-short={minutes < 40 || undefined}
      data-ghost={entry.ghost || undefined}
      data-faint={entry.faint || undefined}
      style={entry.colour ? { borderLeftColor: entry.colour } : undefined}
      aria-pressed={selected}
      title={`${entry.title}\n${time}`}
      onFocus={() => onSelect(entry.key)}
      onClick={() => onSelect(entry.key)}
      onDoubleClick={() => onOpen(entry.key)}
      onKeyDown={(event) => onKey(entry, event)}
      onPointerDown={grip("move")}
    >
      <span className={styles.name}>
        {entry.title}
        {entry.pinned && <IconPin size={11} stroke={1.9} aria-hidden />}
        {entry.repeats && <IconRepeat size={11} stroke={1.9} aria-hidden />}
      </span>
      <span className={styles.time}>
        {" "}
        {sayClock(entry.from)}
        <span className={styles.until}> – {sayClock(entry.until)}</span>
      </span>
      {entry.said && <span className="unseen">, {entry.said}</span>}
      {entry.movable && <span className={styles.top} onPointerDown={grip("start")} />}
      {entry.movable && <span className={styles.bottom} onPointerDown={grip("end")} />}
    </button>
  );
}

/** The stretches of a column in which one does not work. */
function closed({ from, until, open }: TimelineColumn): { from: number; until: number }[] {
  const gaps: { from: number; until: number }[] = [];
  let at = from;
  for (const one of open) {
    if (one.from > at) gaps.push({ from: at, until: one.from });
    at = Math.max(at, one.until);
  }
  if (at < until) gaps.push({ from: at, until });
  return gaps;
}

/** Which lane each entry takes, and how many stand side by side with it; each needs the room of `least`. */
export function beside(entries: readonly TimelineEntry[], least = 0): Map<string, { lane: number; of: number }> {
  const placed = new Map<string, { lane: number; of: number }>();
  const sorted = [...entries].sort((a, b) => a.from - b.from || b.until - a.until);
  let group: { lane: number; of: number }[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const one of group) one.of = ends.length;
    group = [];
    ends = [];
  };
  for (const entry of sorted) {
    if (ends.every((end) => end <= entry.from)) close();
    const free = ends.findIndex((end) => end <= entry.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = Math.max(entry.until, entry.from + least);
    const place = { lane, of: 1 };
    group.push(place);
    placed.set(entry.key, place);
  }
  close();
  return placed;
}
