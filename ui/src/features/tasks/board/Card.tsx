import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { IconFlag3, IconListDetails, IconLock } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type MouseEvent, memo, type ReactNode, type Ref } from "react";
import type { Task } from "../../../api/bindings";
import { useMutation } from "../../../api/react";
import { Chip } from "../../../kit/Chip";
import { Tick } from "../../../kit/Tick";
import { daysBetween, sayDay, sayWhen, todayIso } from "../../../kit/time";
import { clearSelection, isSelected, useActive } from "../active";
import { texts } from "../texts";
import styles from "./Board.module.css";

type Project = { name: string; colour: string | undefined } | undefined;

export const Card = memo(function Card({ task, column, project }: { task: Task; column: string; project: Project }) {
  const sortable = useSortable({ id: task.id, data: { column } });
  const navigate = useNavigate();
  const { task: open } = useSearch({ from: "__root__" });
  const selected = useActive((active) => isSelected(active, task.id));
  const complete = useMutation("tasks.complete");
  const reopen = useMutation("tasks.reopen");
  const onClick = (event: MouseEvent) => {
    useActive.setState({ focused: task.id });
    const active = useActive.getState();
    if (event.ctrlKey || event.metaKey) {
      const next = new Set(active.selected);
      if (!next.delete(task.id)) next.add(task.id);
      return useActive.setState({ selected: next });
    }
    clearSelection();
    void navigate({
      to: ".",
      search: (old: object) => ({ ...old, task: task.id }) as never,
      replace: open !== undefined,
    });
  };
  const { role: _, ...attributes } = sortable.attributes;
  return (
    <div
      ref={sortable.setNodeRef}
      className={styles.slot}
      data-card={task.id}
      data-testid="card"
      data-lifted={sortable.isDragging || undefined}
      style={{ transform: CSS.Translate.toString(sortable.transform), transition: sortable.transition }}
      onPointerDown={sortable.listeners?.onPointerDown as never}
    >
      <CardFace
        task={task}
        project={project}
        selected={selected}
        open={open === task.id}
        tick={
          <Tick
            done={task.status === "done" || task.status === "dropped"}
            label={texts.tick(task.title)}
            priority={task.priority}
            blocked={task.blocked}
            tabIndex={-1}
            onToggle={() => (task.status === "done" ? reopen : complete).mutate({ ids: [task.id] })}
          />
        }
        title={
          <button
            type="button"
            ref={sortable.setActivatorNodeRef as Ref<HTMLButtonElement>}
            {...attributes}
            className={styles.title}
            data-card-title
            onKeyDown={sortable.listeners?.onKeyDown as never}
            onFocus={() => useActive.setState({ focused: task.id })}
            onClick={onClick}
          >
            {task.title}
          </button>
        }
      />
    </div>
  );
});

/** What a card looks like, on the board and in the hand. */
export function CardFace({
  task,
  project,
  selected,
  open,
  lifted,
  tick,
  title,
}: {
  task: Task;
  project: Project;
  selected?: boolean;
  open?: boolean;
  lifted?: boolean;
  tick?: ReactNode;
  title?: ReactNode;
}) {
  const done = task.status === "done" || task.status === "dropped";
  const away = task.deadline ? daysBetween(todayIso(), task.deadline.day) : 0;
  const facts = [
    task.blocked && (
      <Chip key="blocked" icon={<IconLock size={12} stroke={1.8} aria-hidden />}>
        {texts.blocked}
      </Chip>
    ),
    task.priority !== null && task.priority <= 2 && (
      <Chip key="priority" tone={task.priority === 1 ? "rubric" : "ochre"}>
        P{task.priority}
      </Chip>
    ),
    task.scheduled && !done && (
      <span key="day" data-late={task.scheduled.day < todayIso() || undefined}>
        {sayWhen(task.scheduled)}
      </span>
    ),
    task.deadline && !done && (
      <Chip
        key="deadline"
        tone={away < 0 ? "rubric" : away <= 1 ? "ochre" : "plain"}
        icon={<IconFlag3 size={12} stroke={1.8} aria-hidden />}
      >
        {away < 0 ? texts.late(-away) : sayDay(task.deadline.day)}
      </Chip>
    ),
    task.subtasks > 0 && (
      <span key="subtasks" className={styles.fact}>
        <IconListDetails size={13} stroke={1.6} aria-hidden /> {task.subtasks_done}/{task.subtasks}
      </span>
    ),
    project && (
      <span key="project" className={styles.project}>
        <span className={styles.dot} style={{ background: project.colour ?? "var(--control)" }} aria-hidden="true" />
        {project.name}
      </span>
    ),
    ...task.tags.slice(0, 2).map((tag) => <span key={`@${tag}`}>@{tag}</span>),
  ].filter(Boolean);
  return (
    <div
      className={styles.card}
      data-selected={selected || undefined}
      data-open={open || undefined}
      data-done={done || undefined}
      data-held={lifted || undefined}
    >
      <div className={styles.line}>
        {tick}
        {title ?? <span className={styles.title}>{task.title}</span>}
      </div>
      {facts.length > 0 && <div className={styles.facts}>{facts}</div>}
    </div>
  );
}
