import { useDebouncedValue } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { TaskDetail, TaskRef } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { TextField } from "../../kit/Field";
import { SectionHead } from "../../kit/Page";
import { TaskLink } from "./Subtasks";
import styles from "./TaskPanel.module.css";
import { texts } from "./texts";

/** What this task waits for, and what waits for it. */
export function Links({ detail }: { detail: TaskDetail }) {
  const { task, blockers, blocking } = detail;
  const block = useMutation("tasks.block", { quiet: true });
  const unblock = useMutation("tasks.unblock");
  const [text, setText] = useState("");
  const [query] = useDebouncedValue(text.trim(), 120);
  const found = useOperation(
    "tasks.list",
    { filter: `is:open ${query}`, limit: 8 },
    { enabled: query.length > 1, keep: true },
  );
  const taken = new Set([task.id, ...blockers.map((blocker) => blocker.id)]);
  const choices =
    query.length > 1 && text ? (found.data?.tasks ?? []).filter((other) => !taken.has(other.id)).slice(0, 5) : [];
  return (
    <>
      <section aria-label={texts.panel.waitsFor} className={styles.section}>
        <SectionHead title={texts.panel.waitsFor} count={blockers.length || undefined} />
        <ul className={styles.list}>
          {blockers.map((blocker) => (
            <Line
              key={blocker.id}
              other={blocker}
              onRemove={() => unblock.mutate({ task: task.id, blocker: blocker.id })}
            />
          ))}
        </ul>
        <TextField
          boxed={false}
          aria-label={texts.panel.addBlocker}
          placeholder={texts.panel.addBlocker}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setText("");
          }}
        />
        {choices.length > 0 && (
          <ul className={styles.choices}>
            {choices.map((other) => (
              <li key={other.id}>
                <button
                  type="button"
                  className={styles.choice}
                  onClick={() => block.mutate({ task: task.id, blocker: other.id }, { onSuccess: () => setText("") })}
                >
                  {other.title}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      {blocking.length > 0 && (
        <section aria-label={texts.panel.holdsUp} className={styles.section}>
          <SectionHead title={texts.panel.holdsUp} count={blocking.length} />
          <ul className={styles.list}>
            {blocking.map((other) => (
              <Line key={other.id} other={other} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Line({ other, onRemove }: { other: TaskRef; onRemove?: () => void }) {
  return (
    <li className={styles.line}>
      <TaskLink id={other.id} title={other.title} done={other.done} />
      {onRemove && (
        <IconButton label={texts.panel.unblock(other.title)} onClick={onRemove}>
          <IconX size={14} stroke={1.7} />
        </IconButton>
      )}
    </li>
  );
}
