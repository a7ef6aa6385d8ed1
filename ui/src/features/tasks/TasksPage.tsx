// Tasks by any filter, as a list, a board, a calendar or a matrix.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense, useCallback, useEffect } from "react";
import type { TaskGroup, TaskSort, TaskView } from "../../api/bindings";
import { Select } from "../../kit/Field";
import { Page } from "../../kit/Page";
import { Segments } from "../../kit/Switch";
import { FilterBox } from "./FilterBox";
import { GROUPS, SORTS, type TasksPlace, useShown, VIEWS } from "./place";
import { SaveFilter } from "./SaveFilter";
import styles from "./TasksPage.module.css";
import { TasksView } from "./TasksView";
import { groupNames, sortNames, texts, viewNames } from "./texts";

const Board = lazy(() => import("./board/Board").then((module) => ({ default: module.Board })));
const CalendarView = lazy(() => import("./calendar/CalendarView").then((module) => ({ default: module.CalendarView })));

export function TasksPage({ QuickAdd }: { QuickAdd: ComponentType<{ suffix?: string }> }) {
  const place = useSearch({ from: "/tasks" });
  const { filter = "", view = "list", sort = "smart", saved } = place;
  const group = place.group ?? "none";
  const navigate = useNavigate({ from: "/tasks" });
  const go = useCallback(
    (change: Partial<TasksPlace>, replace = false) =>
      void navigate({ search: (old) => ({ ...old, ...change }) as never, replace }),
    [navigate],
  );
  const onFilter = useCallback((text: string) => go({ filter: text }, true), [go]);
  const show = (next: string) => go({ filter: next });

  useEffect(() => {
    useShown.setState({ show: (next: TaskView) => go({ view: next }) });
    return () => useShown.setState({ show: null });
  }, [go]);

  const columns = group === "none" ? "status" : group;
  return (
    <Page
      title={texts.title}
      width="wide"
      bar={
        <>
          <div className={styles.bar}>
            <FilterBox filter={filter} onFilter={onFilter} />
            <SaveFilter filter={filter} view={view} sort={sort} group={group} saved={saved} />
            <Segments
              label={texts.view}
              value={view}
              choices={VIEWS.map((value) => ({ value, label: viewNames[value] }))}
              onChange={(next) => go({ view: next })}
            />
          </div>
          <div className={styles.bar}>
            {texts.views.map((one) => (
              <button
                key={one.filter}
                type="button"
                className={styles.view}
                aria-pressed={filter === one.filter || (filter === "" && one.filter === "is:open")}
                onClick={() => show(one.filter)}
              >
                {one.label}
              </button>
            ))}
            {(view === "list" || view === "board") && (
              <span className={styles.arrange}>
                <Arrange
                  label={view === "board" ? texts.columns : texts.groupBy}
                  value={view === "board" ? columns : group}
                  values={view === "board" ? BOARD : GROUPS}
                  names={groupNames}
                  onChange={(next) => go({ group: next })}
                />
                <Arrange
                  label={texts.sortBy}
                  value={sort}
                  values={SORTS}
                  names={sortNames}
                  onChange={(next) => go({ sort: next })}
                />
              </span>
            )}
          </div>
        </>
      }
    >
      <QuickAdd />
      <Suspense>
        {view === "list" && <TasksView filter={filter} sort={sort} group={group} onClear={() => show("")} />}
        {view === "board" && (
          <Board key={columns} filter={filter} sort={sort} group={BOARD.find((one) => one === columns) ?? "status"} />
        )}
        {view === "matrix" && <Board filter={filter} sort={sort} group="quadrant" />}
        {view === "calendar" && <CalendarView filter={filter} />}
      </Suspense>
    </Page>
  );
}

const BOARD = ["status", "project", "priority", "area"] as const satisfies readonly TaskGroup[];

function Arrange<V extends TaskGroup | TaskSort>({
  label,
  value,
  values,
  names,
  onChange,
}: {
  label: string;
  value: V;
  values: readonly V[];
  names: Record<V, string>;
  onChange: (value: V) => void;
}) {
  return (
    <span className={styles.select}>
      <span aria-hidden="true">{label}</span>
      <Select
        label={label}
        value={value}
        search={false}
        choices={values.map((one) => ({ value: one, label: names[one] }))}
        onChange={(next) => next && onChange(next as V)}
      />
    </span>
  );
}
