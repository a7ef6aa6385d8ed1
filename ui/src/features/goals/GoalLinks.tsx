import { useDebouncedValue } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { GoalDetail, GoalLink, GoalLinkKind } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { Select, TextField } from "../../kit/Field";
import { Section } from "../../kit/Page";
import styles from "./Goals.module.css";
import { texts } from "./texts";

const words = texts.links;

/** The tasks and projects that lead to the goal. */
export function GoalLinks({ detail }: { detail: GoalDetail }) {
  const goal = detail.line.goal.id;
  const link = useMutation("goals.link", { quiet: true });
  const unlink = useMutation("goals.unlink");
  const projects = useOperation("projects.list", null).data ?? [];
  const habits = useOperation("habits.list", null).data ?? [];
  const metrics = useOperation("metrics.list", {}).data ?? [];
  const others: { kind: GoalLinkKind; id: number; name: string }[] = [
    ...projects.map(({ id, name }) => ({ kind: "project" as const, id, name })),
    ...habits.map(({ habit }) => ({ kind: "habit" as const, id: habit.id, name: habit.name })),
    ...metrics.map(({ id, name }) => ({ kind: "metric" as const, id, name })),
  ];
  const [text, setText] = useState("");
  const [query] = useDebouncedValue(text.trim(), 120);
  const quoted = `"${query.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  const found = useOperation("tasks.list", { filter: quoted, limit: 8 }, { enabled: query.length > 1, keep: true });
  const has = (kind: GoalLinkKind, id: number) => detail.links.some((one) => one.kind === kind && one.id === id);
  const add = (kind: GoalLinkKind, id: number) =>
    link.mutate({ goal, subject: { kind, id } }, { onSuccess: () => setText("") });
  const offered =
    query.length > 1 && text ? (found.data?.tasks ?? []).filter((task) => !has("task", task.id)).slice(0, 5) : [];
  return (
    <Section title={words.title} count={detail.links.length || undefined}>
      {detail.links.length === 0 && <p className={styles.help}>{words.none}</p>}
      <ul className={styles.list}>
        {detail.links.map((one) => (
          <li key={`${one.kind}-${one.id}`} className={styles.contribution} data-done={one.done || undefined}>
            <span className={styles.when}>{words.kinds[one.kind]}</span>
            <To one={one} />
            <span className={styles.end}>
              <IconButton
                label={words.unlink(one.title)}
                onClick={() => unlink.mutate({ goal, subject: { kind: one.kind, id: one.id } })}
              >
                <IconX size={14} stroke={1.7} />
              </IconButton>
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.adding}>
        <TextField
          aria-label={words.addTask}
          placeholder={words.addTask}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setText("");
            if (event.key === "Enter" && offered[0]) add("task", offered[0].id);
          }}
        />
        <Select
          label={words.addOther}
          value={null}
          none={words.addOther}
          search
          choices={others
            .filter((other) => !has(other.kind, other.id))
            .map(({ kind, id, name }) => ({ value: `${kind} ${id}`, label: `${words.kinds[kind]}: ${name}` }))}
          onChange={(chosen) => {
            const other = others.find(({ kind, id }) => chosen === `${kind} ${id}`);
            if (other) add(other.kind, other.id);
          }}
        />
      </div>
      {offered.length > 0 && (
        <ul className={styles.offers}>
          {offered.map((task) => (
            <li key={task.id}>
              <button type="button" className={styles.offer} onClick={() => add("task", task.id)}>
                {task.title}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const ROUTES = { project: "/projects", habit: "/habits", metric: "/metrics" } as const;

function To({ one }: { one: GoalLink }) {
  if (one.kind === "task")
    return (
      <Link to="." search={(old: object) => ({ ...old, task: one.id }) as never} className={styles.link}>
        {one.title}
      </Link>
    );
  return (
    <Link to={`${ROUTES[one.kind]}/${one.id}` as never} className={styles.link}>
      {one.title}
    </Link>
  );
}
