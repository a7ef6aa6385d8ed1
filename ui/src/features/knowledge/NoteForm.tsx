import { useState } from "react";
import type { Item } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { TagsField, TextArea, TextField } from "../../kit/Field";
import styles from "./Library.module.css";
import { texts } from "./texts";

type Props = {
  /** An existing note to edit. */
  note?: { item: Item; text: string };
  onDone: (item: Item | null) => void;
};

/** Title, tags, plain Markdown. Ctrl+Enter saves, Esc leaves. */
export function NoteForm({ note, onDone }: Props) {
  const [title, setTitle] = useState(note?.item.title ?? "");
  const [text, setText] = useState(note?.text ?? "");
  const [tags, setTags] = useState<string[]>(note?.item.tags ?? []);
  const known = useOperation("tags.list", null).data ?? [];
  const create = useMutation("knowledge.create_note");
  const edit = useMutation("knowledge.edit");
  const busy = create.isPending || edit.isPending;
  const save = () => {
    if (busy || (!title.trim() && !text.trim())) return;
    const name = title.trim() || (text.trim().split("\n")[0] ?? "").replace(/^#+\s*/, "").slice(0, 120);
    if (note) edit.mutate({ id: note.item.id, title: name, text, tags }, { onSuccess: onDone });
    else create.mutate({ title: name, text, tags }, { onSuccess: onDone });
  };
  return (
    <form
      className={styles.form}
      aria-label={note ? texts.edit : texts.newNote}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          save();
        } else if (event.key === "Escape" && !event.defaultPrevented) onDone(null);
      }}
    >
      <TextField
        autoFocus
        className={styles.formTitle ?? ""}
        aria-label={texts.noteTitle}
        placeholder={texts.noteTitle}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        data-testid="note-title"
      />
      <TextArea
        className={styles.formText ?? ""}
        aria-label={texts.noteText}
        placeholder={texts.noteText}
        rows={14}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="note-text"
      />
      <TagsField label="Tags" value={tags} known={known.map((tag) => tag.name)} onChange={setTags} />
      <div className={styles.formFoot}>
        <Button type="button" look="plain" keys="escape" onClick={() => onDone(null)}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary" keys="mod+enter" disabled={busy} data-testid="note-save">
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
