import { IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { GoalId, ProjectId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { Select } from "../../kit/Field";
import styles from "./Projects.module.css";
import { texts } from "./texts";

/** The goals that the project leads to. */
export function ProjectGoals({ project }: { project: ProjectId }) {
  const subject = { kind: "project" as const, id: project as number };
  const linked = useOperation("goals.linked", subject).data ?? [];
  const goals = useOperation("goals.list", null).data ?? [];
  const link = useMutation("goals.link", { quiet: true });
  const unlink = useMutation("goals.unlink");
  const free = goals.filter(({ goal }) => !linked.some((one) => one.id === goal.id));
  return (
    <div className={styles.goals}>
      {linked.map((goal) => (
        <span key={goal.id} className={styles.goal}>
          <Link to="/goals/$id" params={{ id: String(goal.id) }}>
            {goal.name}
          </Link>
          <IconButton label={texts.unlinkGoal(goal.name)} onClick={() => unlink.mutate({ goal: goal.id, subject })}>
            <IconX size={13} stroke={1.7} />
          </IconButton>
        </span>
      ))}
      {(free.length > 0 || linked.length === 0) && (
        <Select
          label={texts.goal}
          value={null}
          none={linked.length === 0 ? texts.noGoal : texts.anotherGoal}
          choices={free.map(({ goal }) => ({ value: String(goal.id), label: goal.name }))}
          onChange={(id) => id !== null && link.mutate({ goal: Number(id) as GoalId, subject })}
        />
      )}
    </div>
  );
}
