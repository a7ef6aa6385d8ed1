// The one task list of the app: roving focus, selection by key and mouse, virtual when long.
import { useNavigate, useSearch } from "@tanstack/react-router";
import {
  Fragment,
  type MouseEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Task } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { SectionHead, useScroller } from "../../kit/Page";
import { clearSelection, isSelected, type ListHandle, useActive } from "./active";
import { BulkBar } from "./BulkBar";
import { useLines } from "./lines";
import { MovableRows } from "./MovableRows";
import { useProjectNames } from "./projectNames";
import { between, type Rows, step } from "./rows";
import styles from "./TaskList.module.css";
import { TaskRow } from "./TaskRow";
import rowStyles from "./TaskRow.module.css";

/** Below this everything is simply drawn. */
const DRAW_ALL = 150;

type Props = {
  label: string;
  rows: Rows;
  hideProject?: boolean;
  /** A day that needs no saying, because the whole page is about it. */
  hideDay?: string;
  onRange?: (first: number, last: number) => void;
  /** The filter that finds all of them, and how many it finds, when they are not all loaded. */
  all?: { filter: string; total: number };
  /** Moves a task by hand, between two others. */
  onMove?: (task: Task, after: Task | undefined, before: Task | undefined) => void;
};

export function TaskList({ label, rows, hideProject, hideDay, onRange, all, onMove }: Props) {
  const scroller = useScroller();
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const anchor = useRef<number | null>(null);
  const wantFocus = useRef(false);
  const selected = useActive((active) => active.selected);
  const inverted = useActive((active) => active.inverted);
  const { task: openTask } = useSearch({ from: "__root__" });
  const navigate = useNavigate();
  const projectOf = useProjectNames();
  const complete = useMutation("tasks.complete");
  const reopen = useMutation("tasks.reopen");

  const virtual = rows.count > DRAW_ALL;
  const { blocks, total, first, last, reveal } = useLines(rows, scroller, grid, at, virtual);
  useEffect(() => {
    if (virtual) onRange?.(first, last);
  }, [virtual, first, last, onRange]);

  const open = useCallback(
    (task: Task) =>
      void navigate({
        to: ".",
        search: (old: object) => ({ ...old, task: task.id }) as never,
        replace: openTask !== undefined,
      }),
    [navigate, openTask],
  );

  // Everything keys need, always fresh, behind one stable handle.
  const latest = useRef({ rows, at, openTask, open, reveal, virtual, all, onMove });
  latest.current = { rows, at, openTask, open, reveal, virtual, all, onMove };

  const focusOn = useCallback((index: number) => {
    wantFocus.current = true;
    setAt(index);
    const row = latest.current.rows.at(index);
    useActive.setState({ focused: row.kind === "task" ? row.task.id : null });
    if (latest.current.virtual) latest.current.reveal(index);
    if (latest.current.openTask !== undefined && row.kind === "task") latest.current.open(row.task);
  }, []);

  useEffect(() => {
    if (!wantFocus.current || at === null) return;
    const row = rows.at(at);
    const element =
      row.kind === "task" ? grid.current?.querySelector<HTMLElement>(`[data-task-row="${row.task.id}"]`) : null;
    if (!element) return;
    wantFocus.current = false;
    element.focus({ preventScroll: virtual });
    if (!virtual) element.scrollIntoView?.({ block: "nearest" });
  });

  // Rows come and go. The focus stays on its task; when that is gone, it goes to the one that took its place.
  const usedKeys = useRef(false);
  useEffect(() => {
    const { at } = latest.current;
    if (at === null || virtual) return;
    const id = useActive.getState().focused;
    let index = -1;
    for (let n = 0; n < rows.count && index < 0; n += 1) {
      const row = rows.at(n);
      if (row.kind === "task" && row.task.id === id) index = n;
    }
    if (index < 0) {
      const down = rows.at(at).kind === "task" ? at : step(rows, Math.min(at, rows.count) - 1, 1);
      index = down < rows.count && rows.at(down).kind === "task" ? down : step(rows, rows.count, -1);
      const row = rows.at(index);
      useActive.setState({ focused: row.kind === "task" ? row.task.id : null });
    }
    if (usedKeys.current && document.activeElement === document.body) wantFocus.current = true;
    setAt(index >= 0 && index < rows.count ? index : null);
  }, [rows, virtual]);

  const taskAt = useCallback((index: number) => {
    const { rows } = latest.current;
    const row = index >= 0 && index < rows.count ? rows.at(index) : undefined;
    return row?.kind === "task" ? row.task : undefined;
  }, []);

  const handle = useMemo<ListHandle>(() => {
    const current = () => taskAt(latest.current.at ?? -1);
    const chosen = () => useActive.getState().selected;
    const set = (ids: Iterable<Task["id"]>) => useActive.setState({ selected: new Set(ids), inverted: false });
    return {
      move(by, extend) {
        usedKeys.current = true;
        const { rows, at } = latest.current;
        const next = step(rows, at ?? -1, by);
        if (next < 0) return;
        if (extend) {
          anchor.current ??= at ?? next;
          set([...between(rows, anchor.current, next)]);
        } else if (chosen().size === 0) anchor.current = next;
        focusOn(next);
      },
      toggle() {
        const task = current();
        if (!task) return;
        const next = new Set(chosen());
        if (!next.delete(task.id)) next.add(task.id);
        anchor.current = latest.current.at;
        useActive.setState({ selected: next });
      },
      selectAll() {
        const { rows, all } = latest.current;
        if (all) useActive.setState({ selected: new Set(), inverted: true });
        else set(between(rows, 0, rows.count - 1));
      },
      clear() {
        anchor.current = latest.current.at;
        set([]);
      },
      open() {
        const task = current();
        if (task) latest.current.open(task);
      },
      targets() {
        const { rows } = latest.current;
        const active = useActive.getState();
        if (active.selected.size === 0 && !active.inverted) return [current()].filter((task) => task !== undefined);
        const found: Task[] = [];
        const most = active.inverted ? 500 : active.selected.size;
        for (let index = 0; index < rows.count && found.length < most; index += 1) {
          const task = taskAt(index);
          if (task && isSelected(active, task.id)) found.push(task);
        }
        return found;
      },
      finish: () => set([]),
      all: () => latest.current.all ?? { total: latest.current.rows.count, filter: "" },
      shift(to) {
        const { at, onMove } = latest.current;
        const task = current();
        if (at === null || !task || !onMove || (to !== "up" && to !== "down")) return;
        const [after, before] = to === "up" ? [at - 2, at - 1] : [at + 1, at + 2];
        const neighbour = taskAt(to === "up" ? before : after);
        if (!neighbour) return;
        onMove(task, taskAt(after), taskAt(before));
        usedKeys.current = true;
        focusOn(to === "up" ? at - 1 : at + 1);
        useActive.setState({ focused: task.id });
      },
    };
  }, [focusOn, taskAt]);

  useEffect(() => {
    const none = { selected: new Set<Task["id"]>(), inverted: false, menu: null };
    useActive.setState({ list: handle, focused: null, ...none });
    return () => {
      if (useActive.getState().list === handle) useActive.setState({ list: null, ...none });
    };
  }, [handle]);

  // "All that match" means the filter for which it was said.
  const asked = all?.filter;
  const lastAsked = useRef(asked);
  useEffect(() => {
    if (lastAsked.current !== asked) clearSelection();
    lastAsked.current = asked;
  }, [asked]);

  const onClick = useCallback((index: number, task: Task, event: MouseEvent) => {
    const { rows, at, open } = latest.current;
    const { selected, inverted } = useActive.getState();
    if (event.shiftKey) {
      window.getSelection()?.removeAllRanges();
      const ids = between(rows, anchor.current ?? at ?? index, index);
      useActive.setState({ selected: new Set(ids), inverted: false });
    } else if (event.ctrlKey || event.metaKey) {
      const next = new Set(selected);
      if (!next.delete(task.id)) next.add(task.id);
      anchor.current = index;
      useActive.setState({ selected: next });
    } else {
      anchor.current = index;
      if (selected.size > 0 || inverted) clearSelection();
      open(task);
    }
    usedKeys.current = false;
    useActive.setState({ focused: task.id });
    setAt(index);
  }, []);
  const { mutate: completeOne } = complete;
  const { mutate: reopenOne } = reopen;
  const onToggle = useCallback(
    (task: Task) => (task.status === "done" ? reopenOne : completeOne)({ ids: [task.id] }),
    [completeOne, reopenOne],
  );

  const onCarried = useCallback(
    (from: number, to: number) => {
      const task = taskAt(from);
      if (!task) return;
      const [after, before] = from < to ? [to, to + 1] : [to - 1, to];
      latest.current.onMove?.(task, taskAt(after), taskAt(before));
    },
    [taskAt],
  );

  const fallbackFocus = at ?? step(rows, -1, 1);
  // The same function until a line would look otherwise: a block that is drawn stays as it is while others come.
  const draw = useCallback(
    (index: number) => {
      const row = rows.at(index);
      if (row.kind === "gap")
        return (
          <div className={rowStyles.gap} role="row" aria-rowindex={index + 1} aria-busy="true">
            <span role="gridcell" className="unseen">
              Loading
            </span>
          </div>
        );
      if (row.kind === "note")
        return (
          <div role="row" aria-rowindex={index + 1}>
            <div role="gridcell">{row.node}</div>
          </div>
        );
      if (row.kind === "heading")
        return (
          <div role="row" aria-rowindex={index + 1} className={styles.heading}>
            <div role="gridcell">
              <SectionHead title={row.title} count={row.count} tone={row.tone} aside={row.aside} />
            </div>
          </div>
        );
      const { task } = row;
      return (
        <TaskRow
          task={task}
          index={index}
          selected={isSelected({ selected, inverted }, task.id)}
          focused={index === fallbackFocus}
          open={task.id === openTask}
          time={row.time ?? false}
          hideDay={hideDay}
          project={hideProject ? undefined : projectOf(task.project)}
          onClick={onClick}
          onToggle={onToggle}
        />
      );
    },
    [rows, selected, inverted, fallbackFocus, openTask, hideDay, hideProject, projectOf, onClick, onToggle],
  );

  const lines = (
    <div
      ref={grid}
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={rows.count}
      className={styles.grid}
      tabIndex={-1}
    >
      {virtual ? (
        <div role="presentation" className={styles.lines} style={{ height: total }}>
          {blocks.map((block) => (
            <Block key={block.from} {...block} draw={draw} />
          ))}
        </div>
      ) : (
        Array.from({ length: rows.count }, (_, index) => {
          const row = rows.at(index);
          const key =
            row.kind === "task"
              ? `t${row.task.id}`
              : row.kind === "heading"
                ? `h${row.title}`
                : row.kind === "note"
                  ? `n${row.key}`
                  : `g${index}`;
          return (
            <div key={key} role="presentation">
              {draw(index)}
            </div>
          );
        })
      )}
    </div>
  );
  return (
    <>
      {onMove ? (
        <MovableRows taskAt={taskAt} onMove={onCarried}>
          {lines}
        </MovableRows>
      ) : (
        lines
      )}
      <BulkBar />
    </>
  );
}

type BlockProps = { from: number; to: number; top: number; height: number; draw: (index: number) => ReactNode };

/** The lines from one number up to another, at their place in the list. */
const Block = memo(function Block({ from, to, top, height, draw }: BlockProps) {
  return (
    <div role="presentation" className={styles.block} style={{ top, height }}>
      {Array.from({ length: to - from }, (_, at) => (
        <Fragment key={at}>{draw(from + at)}</Fragment>
      ))}
    </div>
  );
});
