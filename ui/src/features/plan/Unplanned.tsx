// Tasks that have no place in the plan yet.
import type { PointerEvent } from "react";
import type { Task } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { sayDay } from "../../kit/time";
import styles from "./Plan.module.css";
import { texts } from "./texts";

type Props = {
  day: string;
  onPlace: (task: Task) => void;
  onDrag: (event: PointerEvent, task: Task) => void;
};

export function Unplanned({ day, onPlace, onDrag }: Props) {
  const tasks = useOperation("planning.unplanned", { day }, { keep: true });
  if (tasks.data?.length === 0) return <p className={styles.quiet}>{texts.unplanned.none}</p>;
  return (
    <>
      <p id="plan-unplanned-hint" className={styles.quiet}>
        {texts.unplanned.hint}
      </p>
      <ul className={styles.unplanned} aria-label={texts.unplanned.label}>
        {(tasks.data ?? []).map((task) => (
          <li key={task.id}>
            <button
              type="button"
              className={styles.task}
              data-testid="unplanned"
              aria-describedby="plan-unplanned-hint"
              onPointerDown={(event) => onDrag(event, task)}
              onDoubleClick={() => onPlace(task)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                onPlace(task);
              }}
            >
              <span className={styles.taskTitle}>{task.title}</span>
              <span className={styles.quiet}>
                {task.deadline && `${sayDay(task.deadline.day)} · `}
                {texts.unplanned.effort(task.effort_minutes)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
