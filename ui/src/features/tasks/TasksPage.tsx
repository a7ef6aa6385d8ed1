import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ComponentType, useEffect, useMemo, useState } from "react";
import { useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { TextField } from "../../kit/Field";
import { Page } from "../../kit/Page";
import { Switch } from "../../kit/Switch";
import { useTaskPages } from "./pages";
import { sectionRows, type TaskSection } from "./rows";
import { TaskList } from "./TaskList";
import styles from "./TasksPage.module.css";
import { texts } from "./texts";

const GROUPED = 500;

export function TasksPage({ QuickAdd }: { QuickAdd: ComponentType<{ suffix?: string }> }) {
  const { filter = "is:open", group } = useSearch({ from: "/tasks" });
  const navigate = useNavigate({ from: "/tasks" });
  const [text, setText] = useState(filter);
  useEffect(() => setText(filter), [filter]);
  useEffect(() => {
    if (text === filter) return;
    const timer = setTimeout(() => void navigate({ search: (old) => ({ ...old, filter: text }), replace: true }), 180);
    return () => clearTimeout(timer);
  }, [text, filter, navigate]);
  const show = (next: string) => void navigate({ search: (old) => ({ ...old, filter: next }) });

  return (
    <Page
      title={texts.title}
      width="wide"
      bar={
        <div className={styles.bar}>
          <TextField
            type="search"
            className={styles.filter}
            aria-label={texts.filterLabel}
            placeholder={texts.filter}
            value={text}
            onChange={(event) => setText(event.target.value)}
            data-testid="task-filter"
          />
          {texts.views.map((view) => (
            <button
              key={view.filter}
              type="button"
              className={styles.view}
              aria-pressed={filter === view.filter}
              onClick={() => show(view.filter)}
            >
              {view.label}
            </button>
          ))}
          <span className={styles.group}>
            <Switch
              label={texts.group}
              checked={group === "project"}
              onChange={(on) =>
                void navigate({
                  search: ({ group: _, ...old }) => (on ? { ...old, group: "project" as const } : old),
                })
              }
            />
          </span>
        </div>
      }
    >
      <QuickAdd />
      {group === "project" ? (
        <Grouped filter={filter} onClear={() => show("is:open")} />
      ) : (
        <Flat filter={filter} onClear={() => show("is:open")} />
      )}
    </Page>
  );
}

function Flat({ filter, onClear }: { filter: string; onClear: () => void }) {
  const { rows, total, error, onRange } = useTaskPages(filter);
  if (error) return <Notice tone="rubric">{error.message}</Notice>;
  if (total === 0) return <Nothing filter={filter} onClear={onClear} />;
  return (
    <>
      <p className={styles.total}>{total === undefined ? "\u00a0" : texts.count(total)}</p>
      <TaskList label={texts.title} rows={rows} onRange={onRange} />
    </>
  );
}

function Grouped({ filter, onClear }: { filter: string; onClear: () => void }) {
  const page = useOperation("tasks.list", { filter, offset: 0, limit: GROUPED }, { keep: true });
  const projects = useOperation("projects.list", null);
  const tasks = page.data?.tasks;
  const names = projects.data;
  const rows = useMemo(() => {
    const groups = new Map<string, TaskSection & { tasks: NonNullable<typeof tasks> }>();
    for (const task of tasks ?? []) {
      const title = names?.find((project) => project.id === task.project)?.name ?? texts.noProject;
      const section = groups.get(title) ?? { key: title, title, tasks: [] };
      section.tasks.push(task);
      groups.set(title, section);
    }
    const sorted = [...groups.values()].sort(
      (a, b) => Number(a.title === texts.noProject) - Number(b.title === texts.noProject) || a.key.localeCompare(b.key),
    );
    return sectionRows(sorted);
  }, [tasks, names]);
  if (page.error) return <Notice tone="rubric">{page.error.message}</Notice>;
  if (page.data?.total === 0) return <Nothing filter={filter} onClear={onClear} />;
  return (
    <>
      {page.data && page.data.total > GROUPED && (
        <Notice>{texts.groupedFirst(page.data.tasks.length, page.data.total)}</Notice>
      )}
      <TaskList label={texts.title} rows={rows} hideProject />
    </>
  );
}

function Nothing({ filter, onClear }: { filter: string; onClear: () => void }) {
  if (filter.trim() === "" || filter === "is:open") return <Empty {...texts.none} />;
  return <Empty {...texts.noMatch} action={<Button onClick={onClear}>{texts.clearFilter}</Button>} />;
}
