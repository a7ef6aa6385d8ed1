import { IconX } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { Button, IconButton } from "./Button";
import { TextArea } from "./Field";
import { Section } from "./Page";
import { Prose } from "./Prose";
import styles from "./StatusNotes.module.css";
import { Segments } from "./Switch";
import { sayDay } from "./time";

type Note<S> = { id: number; day: string; status: S; note: string };

type Props<S extends string> = {
  title: string;
  /** Newest first. */
  notes: readonly Note<S>[];
  words: {
    note: string;
    hint: string;
    status: string;
    save: string;
    remove: (day: string) => string;
    names: Record<S, string>;
  };
  /** What is chosen at first. */
  initial: S;
  /** How a kept status is shown. */
  show: (status: S) => ReactNode;
  /** Keeps a note; `done` empties the field. */
  onAdd: (status: S, note: string, done: () => void) => void;
  onRemove: (id: number) => void;
};

/** Dated notes of how something goes, each with a declared status, and the field for the next. */
export function StatusNotes<S extends string>({ title, notes, words, initial, show, onAdd, onRemove }: Props<S>) {
  const [note, setNote] = useState("");
  const [status, setStatus] = useState(initial);
  const choices = (Object.entries(words.names) as [S, string][]).map(([value, label]) => ({ value, label }));
  return (
    <Section title={title} count={notes.length || undefined}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onAdd(status, note, () => setNote(""));
        }}
      >
        <TextArea
          aria-label={words.note}
          placeholder={words.hint}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        <div className={styles.foot}>
          <Segments label={words.status} value={status} choices={choices} onChange={setStatus} />
          <Button type="submit" keys="mod+enter">
            {words.save}
          </Button>
        </div>
      </form>
      <ul>
        {notes.map((one) => (
          <li key={one.id} className={styles.note}>
            <div className={styles.head}>
              <span className={styles.day}>{sayDay(one.day)}</span>
              {show(one.status)}
              <span className={styles.remove}>
                <IconButton label={words.remove(sayDay(one.day))} onClick={() => onRemove(one.id)}>
                  <IconX size={14} stroke={1.7} />
                </IconButton>
              </span>
            </div>
            {one.note && <Prose text={one.note} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
