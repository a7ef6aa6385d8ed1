import { IconPlayerPlay, IconTrash, IconX } from "@tabler/icons-react";
import { type ComponentType, useEffect, useState } from "react";
import type { Dismissed, LinkTo, TaskId, TaskPatch } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Prose } from "../../kit/Prose";
import { Tick } from "../../kit/Tick";
import { sayMoment } from "../../kit/time";
import { useActive } from "./active";
import { FOCUS_MINUTES } from "./focusClock";
import { Links } from "./Links";
import { Properties } from "./Properties";
import { Reminders } from "./Reminders";
import { Subtasks } from "./Subtasks";
import { askScope } from "./scope";
import styles from "./TaskPanel.module.css";
import { texts } from "./texts";

type Props = {
  id: number;
  onClose: () => void;
  /** What the logbook says about it. */
  Written: ComponentType<{ about: LinkTo }>;
  /** The title, which understands what is typed into it. */
  TitleLine: ComponentType<{
    title: string;
    label: string;
    wanted: boolean;
    onWanted: () => void;
    onSave: (text: string, dismissed: Dismissed[]) => Promise<string | undefined>;
  }>;
};

/** One task beside the list. Every field saves by itself; nothing here needs a Save button. */
export function TaskPanel({ id, onClose, TitleLine, Written }: Props) {
  const detail = useOperation("tasks.get", id as TaskId);
  const edit = useMutation("tasks.edit", { quiet: true });
  const complete = useMutation("tasks.complete");
  const reopen = useMutation("tasks.reopen");
  const startTimer = useMutation("focus.start");
  const task = detail.data?.task;
  const save = async (patch: TaskPatch) => {
    const asks = ["title", "scheduled", "deadline"].some((field) => field in patch);
    const scope = asks && task ? await askScope("edit", [task]) : undefined;
    if (scope !== null) edit.mutate({ ids: [id as TaskId], patch, ...(scope ? { scope } : {}) });
  };
  const remove = useMutation("tasks.delete");
  const discard = async () => {
    if (!task) return;
    const scope = await askScope("delete", [task]);
    if (scope === null) return;
    remove.mutate({ ids: [task.id], ...(scope ? { scope } : {}) }, { onSuccess: onClose });
  };
  const retitle = useMutation("capture.retitle", { quiet: true });
  const wanted = useActive((active) => active.editTitle);
  const rename = async (text: string, dismissed: Dismissed[]) => {
    const scope = task ? await askScope("edit", [task]) : undefined;
    if (scope === null) return undefined;
    const asked = { task: id as TaskId, text, dismissed, ...(scope ? { scope } : {}) };
    return retitle.mutateAsync(asked).then(
      (saved) => saved.title,
      () => undefined,
    );
  };

  return (
    <aside className={styles.panel} aria-label={texts.panel.label} data-task-panel data-testid="task-panel">
      <div className={styles.bar}>
        <span className={styles.kind}>{texts.panel.label}</span>
        {task && task.status !== "done" && (
          <IconButton
            label={texts.focus.start}
            keys="w"
            onClick={() => startTimer.mutate({ task: task.id, minutes: FOCUS_MINUTES })}
            data-testid="focus-start"
          >
            <IconPlayerPlay size={16} stroke={1.7} />
          </IconButton>
        )}
        {task && (
          <IconButton label={texts.panel.delete} keys="delete" onClick={() => void discard()} data-testid="task-delete">
            <IconTrash size={16} stroke={1.7} />
          </IconButton>
        )}
        <IconButton label={texts.panel.close} keys="escape" onClick={onClose} data-close>
          <IconX size={16} stroke={1.7} />
        </IconButton>
      </div>
      {detail.error &&
        (detail.error.kind === "not_found" ? (
          <Empty {...texts.panel.gone} />
        ) : (
          <Notice tone="rubric">{detail.error.message}</Notice>
        ))}
      {detail.data && task && (
        <div className={styles.body}>
          <div className={styles.head}>
            <Tick
              done={task.status === "done"}
              label={texts.tick(task.title)}
              priority={task.priority}
              blocked={task.blocked}
              onToggle={() => (task.status === "done" ? reopen : complete).mutate({ ids: [task.id] })}
            />
            <TitleLine
              title={task.title}
              label={texts.panel.title}
              wanted={wanted}
              onWanted={() => useActive.setState({ editTitle: false })}
              onSave={rename}
            />
          </div>
          <Notes notes={task.notes} onSave={(notes) => save({ notes })} />
          <Properties task={task} save={save} />
          <Subtasks parent={task} subtasks={detail.data.subtasks} />
          <Links detail={detail.data} />
          <Reminders detail={detail.data} />
          <Written about={{ kind: "task", id }} />
          <p className={styles.origin}>
            {texts.panel.source(task.source, sayMoment(task.created_at))}
            {task.completed_at !== null && ` · ${texts.panel.completed(sayMoment(task.completed_at))}`}
            {task.points > 0 && ` · ${texts.panel.points(task.points)}`}
          </p>
        </div>
      )}
    </aside>
  );
}

function Notes({ notes, onSave }: { notes: string; onSave: (notes: string) => void }) {
  const [editing, setEditing] = useState(false);
  const [text, setText] = useState(notes);
  useEffect(() => setText(notes), [notes]);
  if (editing)
    return (
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit
        autoFocus
        className={styles.notesField}
        aria-label={texts.panel.notes}
        value={text}
        rows={Math.min(16, Math.max(4, text.split("\n").length + 1))}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          setEditing(false);
          if (text !== notes) onSave(text);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
    );
  return (
    <div className={styles.notes}>
      {notes && <Prose text={notes} />}
      <button type="button" className={styles.notesButton} onClick={() => setEditing(true)}>
        {notes ? "Edit notes" : texts.panel.notesEmpty}
      </button>
    </div>
  );
}
