import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Task } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { TextField } from "../../kit/Field";
import { SectionHead } from "../../kit/Page";
import { Tick } from "../../kit/Tick";
import styles from "./TaskPanel.module.css";
import { texts } from "./texts";

export function Subtasks({ parent, subtasks }: { parent: Task; subtasks: readonly Task[] }) {
  const [title, setTitle] = useState("");
  const create = useMutation("tasks.create", { quiet: true });
  return (
    <section aria-label={texts.panel.subtasks} className={styles.section}>
      <SectionHead title={texts.panel.subtasks} count={subtasks.length || undefined} />
      <ul className={styles.list}>
        {subtasks.map((task) => (
          <li key={task.id} className={styles.line}>
            <TickTask task={task} />
            <TaskLink id={task.id} title={task.title} done={task.status === "done"} />
          </li>
        ))}
      </ul>
      <TextField
        boxed={false}
        aria-label={texts.panel.addSubtask}
        placeholder={texts.panel.addSubtask}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !title.trim()) return;
          create.mutate(
            { title: title.trim(), parent: parent.id, project: parent.project, area: parent.area, status: "todo" },
            { onSuccess: () => setTitle("") },
          );
        }}
      />
    </section>
  );
}

function TickTask({ task }: { task: Task }) {
  const complete = useMutation("tasks.complete");
  const reopen = useMutation("tasks.reopen");
  const done = task.status === "done";
  return (
    <Tick
      done={done}
      label={texts.tick(task.title)}
      priority={task.priority}
      onToggle={() => (done ? reopen : complete).mutate({ ids: [task.id] })}
    />
  );
}

export function TaskLink({ id, title, done }: { id: number; title: string; done: boolean }) {
  return (
    <Link
      to="."
      search={(old: object) => ({ ...old, task: id }) as never}
      className={styles.link}
      data-done={done || undefined}
    >
      {title}
    </Link>
  );
}
