import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Item } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { TagsField } from "../../kit/Field";
import styles from "./NoteForm.module.css";
import { dropWords, keepWords, type NoteWords, placeOf, same, unsavedWords } from "./notes";
import { texts } from "./texts";

type Props = {
  /** An existing note to edit. */
  note?: { item: Item; text: string };
  onDone: (item: Item | null) => void;
};

/** Title, tags, plain Markdown on an empty page. Ctrl+Enter saves; Esc leaves, but never with unsaved words. */
export function NoteForm({ note, onDone }: Props) {
  const place = placeOf(note?.item);
  const [stored] = useState<NoteWords>(() => ({
    title: note?.item.title ?? "",
    text: note?.text ?? "",
    tags: note?.item.tags ?? [],
  }));
  const [words, setWords] = useState<NoteWords>(() => unsavedWords(place) ?? stored);
  const [asking, setAsking] = useState(false);
  const known = useOperation("tags.list", null).data ?? [];
  const create = useMutation("knowledge.create_note");
  const edit = useMutation("knowledge.edit");
  const busy = create.isPending || edit.isPending;
  const { title, text, tags } = words;
  const empty = !title.trim() && !text.trim();
  useEffect(() => keepWords(place, words, stored), [place, words, stored]);

  const area = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page grows with the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const change = (part: Partial<NoteWords>) => {
    setAsking(false);
    setWords({ ...words, ...part });
  };
  const leave = (item: Item | null) => {
    dropWords(place);
    onDone(item);
  };
  const cancel = () => (same(words, stored) || empty ? leave(null) : setAsking(true));
  const save = () => {
    if (busy || empty) return;
    const name = title.trim() || (text.trim().split("\n")[0] ?? "").replace(/^#+\s*/, "").slice(0, 120);
    if (note) edit.mutate({ id: note.item.id, title: name, text, tags }, { onSuccess: leave });
    else create.mutate({ title: name, text, tags }, { onSuccess: leave });
  };
  return (
    <form
      className={styles.form}
      aria-label={note ? texts.editNote : texts.newNote}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          save();
        } else if (event.key === "Escape" && !event.defaultPrevented) cancel();
      }}
    >
      <div className={styles.tools}>
        <span className={styles.what}>{note ? texts.editNote : texts.newNote}</span>
        <Button type="button" look="plain" keys="escape" onClick={cancel}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary" keys="mod+enter" disabled={busy || empty} data-testid="note-save">
          {texts.save}
        </Button>
      </div>
      {asking && (
        <Notice
          tone="ochre"
          role="alert"
          action={
            <Button type="button" onClick={() => leave(null)} data-testid="note-discard">
              {texts.discard}
            </Button>
          }
        >
          {texts.unsaved}
        </Notice>
      )}
      <input
        // biome-ignore lint/a11y/noAutofocus: the page exists to be written on
        autoFocus={!note}
        className={styles.title}
        aria-label={texts.noteTitle}
        placeholder={texts.noteTitle}
        autoComplete="off"
        value={title}
        onChange={(event) => change({ title: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          area.current?.focus();
        }}
        data-testid="note-title"
      />
      <div className={styles.tags}>
        <TagsField
          label={texts.tags}
          none={texts.addTags}
          value={tags}
          known={known.map((tag) => tag.name)}
          onChange={(next) => change({ tags: next })}
        />
      </div>
      <textarea
        ref={area}
        // biome-ignore lint/a11y/noAutofocus: an existing note is opened to change its text
        autoFocus={note !== undefined}
        className={styles.text}
        aria-label={texts.noteText}
        placeholder={texts.noteText}
        value={text}
        onChange={(event) => change({ text: event.target.value })}
        data-testid="note-text"
      />
    </form>
  );
}
