import { useEffect, useRef, useState } from "react";
import type { Item, ItemId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { TagsField } from "../../kit/Field";
import styles from "./NoteForm.module.css";
import { NoteText } from "./NoteText";
import { dropWords, keepWords, type NoteWords, placeOf, same, unsavedWords } from "./notes";
import { texts } from "./texts";

type Props = {
  /** An existing note to edit. */
  note?: { item: Item; text: string };
  /** The title of a new note. */
  title?: string | undefined;
  onDone: (item: Item | null) => void;
};

/** Title, tags, plain Markdown on an empty page. Ctrl+Enter saves; Esc leaves, but never with unsaved words. */
export function NoteForm({ note, title: named, onDone }: Props) {
  const place = placeOf(note?.item);
  const [stored] = useState<NoteWords>(() => ({
    title: note?.item.title ?? named ?? "",
    text: note?.text ?? "",
    tags: note?.item.tags ?? [],
  }));
  const [words, setWords] = useState<NoteWords>(() => (named ? stored : (unsavedWords(place) ?? stored)));
  const links = useOperation("knowledge.links", note?.item.id ?? (0 as ItemId), { enabled: note !== undefined });
  const linking = new Set(links.data?.backlinks.map(({ item }) => item.id)).size;
  const [follow, setFollow] = useState(true);
  const [asking, setAsking] = useState(false);
  const known = useOperation("tags.list", null).data ?? [];
  const create = useMutation("knowledge.create_note");
  const edit = useMutation("knowledge.edit");
  const busy = create.isPending || edit.isPending;
  const { title, text, tags } = words;
  const empty = !title.trim() && !text.trim();
  useEffect(() => keepWords(place, words, stored), [place, words, stored]);

  const area = useRef<HTMLTextAreaElement>(null);
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
    if (note) edit.mutate({ id: note.item.id, title: name, text, tags, rewrite_links: follow }, { onSuccess: leave });
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
        autoFocus={!note && !named}
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
      {note && linking > 0 && title.trim() !== stored.title && (
        <label className={styles.follow}>
          <input
            type="checkbox"
            checked={follow}
            onChange={(event) => setFollow(event.target.checked)}
            data-testid="rewrite-links"
          />
          {texts.links.rewrite(linking)}
        </label>
      )}
      <NoteText
        area={area}
        value={text}
        autoFocus={note !== undefined || !!named}
        onChange={(next) => change({ text: next })}
      />
    </form>
  );
}
