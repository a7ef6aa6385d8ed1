import { IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { GoalId, TaskId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { Select } from "../../kit/Field";
import styles from "./TaskPanel.module.css";
import { texts } from "./texts";

/** The goals that a task leads to. */
export function TaskGoals({ id, task }: { id: string; task: TaskId }) {
  const subject = { kind: "task" as const, id: task as number };
  const linked = useOperation("goals.linked", subject).data ?? [];
  const goals = useOperation("goals.list", null).data ?? [];
  const link = useMutation("goals.link", { quiet: true });
  const unlink = useMutation("goals.unlink");
  const free = goals.filter(
    ({ goal }) => goal.status !== "dropped" && !linked.some((one) => (one.id as number) === goal.id),
  );
  return (
    <div>
      {linked.map((goal) => (
        <div key={goal.id} className={styles.goal}>
          <Link to="/goals/$id" params={{ id: String(goal.id) }} className={styles.link}>
            {goal.name}
          </Link>
          <IconButton
            label={texts.panel.unlinkGoal(goal.name)}
            onClick={() => unlink.mutate({ goal: goal.id, subject })}
          >
            <IconX size={14} stroke={1.7} />
          </IconButton>
        </div>
      ))}
      <Select
        id={id}
        label={texts.panel.goal}
        value={null}
        none={linked.length === 0 ? texts.panel.none : texts.panel.anotherGoal}
        search
        choices={free.map(({ goal }) => ({ value: String(goal.id), label: goal.name }))}
        onChange={(chosen) => chosen !== null && link.mutate({ goal: Number(chosen) as GoalId, subject })}
      />
    </div>
  );
}
