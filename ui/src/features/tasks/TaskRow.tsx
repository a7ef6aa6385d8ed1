import { IconFlag3, IconListDetails, IconLock, IconRepeat } from "@tabler/icons-react";
import { type MouseEvent, memo } from "react";
import type { Task } from "../../api/bindings";
import { Chip } from "../../kit/Chip";
import { Tick } from "../../kit/Tick";
import { daysBetween, sayClock, sayDay, sayMinutes, todayIso } from "../../kit/time";
import { repeatTexts } from "./repeatTexts";
import styles from "./TaskRow.module.css";
import { texts } from "./texts";

type Props = {
  task: Task;
  index: number;
  selected: boolean;
  focused: boolean;
  open: boolean;
  /** Shows the time of day in front. */
  time: boolean;
  /** A day that needs no saying. */
  hideDay: string | undefined;
  project: { name: string; colour: string | undefined } | undefined;
  onClick: (index: number, task: Task, event: MouseEvent) => void;
  onToggle: (task: Task) => void;
};

/** Remembered: while a long list scrolls, only the rows that come into view are drawn. */
export const TaskRow = memo(function TaskRow(props: Props) {
  const { task, index, selected, focused, open, time, hideDay, project, onClick, onToggle } = props;
  const done = task.status === "done" || task.status === "dropped";
  const when = task.scheduled;
  const showDay = when && when.day !== hideDay;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys act through the command registry
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      tabIndex={focused ? 0 : -1}
      className={styles.row}
      data-testid="task-row"
      data-task-row={task.id}
      data-selected={selected || undefined}
      data-open={open || undefined}
      data-done={done || undefined}
      onClick={(event) => onClick(index, task, event)}
    >
      {time && (
        <span role="gridcell" className={styles.time}>
          {when?.at != null ? sayClock(when.at) : <span className={styles.anyTime}>any time</span>}
          {task.scheduled_end !== null && <span className={styles.end}>{sayClock(task.scheduled_end)}</span>}
        </span>
      )}
      <span role="gridcell" className={styles.tick}>
        <Tick
          done={done}
          label={texts.tick(task.title)}
          priority={task.priority}
          blocked={task.blocked}
          tabIndex={focused ? 0 : -1}
          onToggle={() => onToggle(task)}
        />
      </span>
      <span role="gridcell" className={styles.title}>
        {task.title}
      </span>
      <span role="gridcell" className={styles.meta}>
        {task.blocked && <Chip icon={<IconLock size={12} stroke={1.8} aria-hidden />}>{texts.blocked}</Chip>}
        {task.repeat && (
          <span
            className={styles.fact}
            role="img"
            aria-label={repeatTexts.sign(task.repeat.words)}
            title={repeatTexts.sign(task.repeat.words)}
          >
            <IconRepeat size={13} stroke={1.6} aria-hidden />
          </span>
        )}
        {task.subtasks > 0 && (
          <span className={styles.fact} title={`${task.subtasks_done} of ${task.subtasks} subtasks done`}>
            <IconListDetails size={13} stroke={1.6} aria-hidden /> {task.subtasks_done}/{task.subtasks}
          </span>
        )}
        {task.tags.slice(0, 2).map((tag) => (
          <span key={tag} className={styles.tag}>
            @{tag}
          </span>
        ))}
        {task.tags.length > 2 && <span className={styles.tag}>+{task.tags.length - 2}</span>}
        {task.effort_minutes !== null && <span className={styles.effort}>{sayMinutes(task.effort_minutes)}</span>}
        {project && (
          <span className={styles.project}>
            <span
              className={styles.dot}
              style={{ background: project.colour ?? "var(--control)" }}
              aria-hidden="true"
            />
            <span className={styles.projectName}>{project.name}</span>
          </span>
        )}
        {task.priority !== null && task.priority <= 2 && (
          <Chip tone={task.priority === 1 ? "rubric" : "ochre"}>P{task.priority}</Chip>
        )}
        {showDay && !done && (
          <span className={styles.day} data-late={when.day < todayIso() || undefined}>
            {sayDay(when.day)}
          </span>
        )}
        {task.deadline && !done && <Deadline day={task.deadline.day} />}
      </span>
    </div>
  );
});

function Deadline({ day }: { day: string }) {
  const away = daysBetween(todayIso(), day);
  const tone = away < 0 ? "rubric" : away <= 1 ? "ochre" : "plain";
  return (
    <Chip tone={tone} icon={<IconFlag3 size={12} stroke={1.8} aria-hidden />} title={`Deadline ${day}`}>
      {away < 0 ? `${-away} d late` : sayDay(day)}
    </Chip>
  );
}
