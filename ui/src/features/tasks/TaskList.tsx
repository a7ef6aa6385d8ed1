// The one task list of the app: roving focus, selection by key and mouse, virtual when long.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Task } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { rowHeight } from "../../kit/density";
import { SectionHead, useScroller } from "../../kit/Page";
import { type ListHandle, useActive } from "./active";
import { BulkBar } from "./BulkBar";
import { useProjectNames } from "./projectNames";
import { between, type Rows, step } from "./rows";
import styles from "./TaskList.module.css";
import { TaskRow } from "./TaskRow";
import rowStyles from "./TaskRow.module.css";

const HEADING = 46;
/** Below this everything is simply drawn. */
const DRAW_ALL = 150;

type Props = {
  label: string;
  rows: Rows;
  hideProject?: boolean;
  /** A day that needs no saying, because the whole page is about it. */
  hideDay?: string;
  onRange?: (first: number, last: number) => void;
};

export function TaskList({ label, rows, hideProject, hideDay, onRange }: Props) {
  const scroller = useScroller();
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const anchor = useRef<number | null>(null);
  const wantFocus = useRef(false);
  const selected = useActive((active) => active.selected);
  const { task: openTask } = useSearch({ from: "__root__" });
  const navigate = useNavigate();
  const projectOf = useProjectNames();
  const complete = useMutation("tasks.complete");
  const reopen = useMutation("tasks.reopen");

  const virtual = rows.count > DRAW_ALL;
  const [top, setTop] = useState(0);
  const list = useVirtualizer({
    count: virtual ? rows.count : 0,
    getScrollElement: () => scroller?.current ?? null,
    estimateSize: (index) => (rows.at(index).kind === "heading" ? HEADING : rowHeight()),
    overscan: 16,
    scrollMargin: top,
  });
  useEffect(() => {
    if (virtual) setTop(grid.current?.offsetTop ?? 0);
  }, [virtual]);
  const shown = list.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
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
  const latest = useRef({ rows, at, openTask, open, list, virtual });
  latest.current = { rows, at, openTask, open, list, virtual };

  const focusOn = useCallback((index: number) => {
    wantFocus.current = true;
    setAt(index);
    const row = latest.current.rows.at(index);
    useActive.setState({ focused: row.kind === "task" ? row.task.id : null });
    if (latest.current.virtual) latest.current.list.scrollToIndex(index, { align: "auto" });
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

  const handle = useMemo<ListHandle>(() => {
    const current = () => {
      const { at, rows } = latest.current;
      const row = at === null ? undefined : rows.at(at);
      return row?.kind === "task" ? row.task : undefined;
    };
    const chosen = () => useActive.getState().selected;
    const set = (ids: Iterable<Task["id"]>) => useActive.setState({ selected: new Set(ids) });
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
        set(next);
      },
      selectAll: () => set(between(latest.current.rows, 0, Math.min(latest.current.rows.count - 1, 5000))),
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
        const ids = chosen();
        if (ids.size === 0) return [current()].filter((task) => task !== undefined);
        const found: Task[] = [];
        for (let index = 0; index < rows.count && found.length < ids.size; index += 1) {
          const row = rows.at(index);
          if (row.kind === "task" && ids.has(row.task.id)) found.push(row.task);
        }
        return found;
      },
      finish: () => set([]),
    };
  }, [focusOn]);

  useEffect(() => {
    useActive.setState({ list: handle, selected: new Set(), focused: null, menu: null });
    return () => {
      if (useActive.getState().list === handle) useActive.setState({ list: null, selected: new Set(), menu: null });
    };
  }, [handle]);

  const onClick = useCallback((index: number, task: Task, event: MouseEvent) => {
    const { rows, at, open } = latest.current;
    const { selected } = useActive.getState();
    if (event.shiftKey) {
      window.getSelection()?.removeAllRanges();
      useActive.setState({ selected: new Set(between(rows, anchor.current ?? at ?? index, index)) });
    } else if (event.ctrlKey || event.metaKey) {
      const next = new Set(selected);
      if (!next.delete(task.id)) next.add(task.id);
      anchor.current = index;
      useActive.setState({ selected: next });
    } else {
      anchor.current = index;
      if (selected.size > 0) useActive.setState({ selected: new Set() });
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

  const fallbackFocus = at ?? step(rows, -1, 1);
  const draw = (index: number) => {
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
        selected={selected.has(task.id)}
        focused={index === fallbackFocus}
        open={task.id === openTask}
        time={row.time ?? false}
        hideDay={hideDay}
        project={hideProject ? undefined : projectOf(task.project)}
        onClick={onClick}
        onToggle={onToggle}
      />
    );
  };

  return (
    <>
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
          <div role="presentation" style={{ height: list.getTotalSize(), position: "relative" }}>
            {shown.map((item) => (
              <div
                key={item.key}
                role="presentation"
                className={styles.placed}
                style={{ transform: `translateY(${item.start - top}px)` }}
              >
                {draw(item.index)}
              </div>
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
      <BulkBar />
    </>
  );
}
