import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { Colour, Highlight, HighlightId } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { TextArea } from "../../kit/Field";
import { Section } from "../../kit/Page";
import styles from "./Highlights.module.css";
import { colourNames, texts } from "./texts";

type Props = {
  highlights: readonly Highlight[];
  /** Whose note is being written. */
  writing: HighlightId | null;
  onWrite: (id: HighlightId | null) => void;
  onShow: (id: HighlightId) => void;
};

/** The highlights of an item in the order of its text; those whose words are gone stand at the end. */
export function HighlightList({ highlights, writing, onWrite, onShow }: Props) {
  if (highlights.length === 0) return null;
  return (
    <Section title={texts.highlights.title} count={highlights.length}>
      <ul className={styles.list} data-testid="highlights">
        {highlights.map((one) => (
          <li key={one.id} className={styles.entry} data-colour={one.colour} data-testid="highlight">
            <button
              type="button"
              className={styles.quote}
              disabled={one.start === null}
              onClick={() => onShow(one.id)}
              title={one.start === null ? texts.highlights.gone : texts.highlights.show}
            >
              {one.quote}
            </button>
            {one.start === null && <p className={styles.gone}>{texts.highlights.gone}</p>}
            {writing === one.id ? (
              <NoteBox highlight={one} onDone={() => onWrite(null)} />
            ) : (
              one.note && <p className={styles.note}>{one.note}</p>
            )}
            {writing !== one.id && <Tools highlight={one} onWrite={() => onWrite(one.id)} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Tools({ highlight, onWrite }: { highlight: Highlight; onWrite: () => void }) {
  const edit = useMutation("highlights.edit");
  const remove = useMutation("highlights.delete");
  return (
    <div className={styles.tools}>
      <Button look="plain" onClick={onWrite} data-testid="highlight-note">
        {highlight.note ? texts.highlights.editNote : texts.highlights.addNote}
      </Button>
      <span className={styles.space} />
      {(Object.keys(colourNames) as Colour[]).map((colour) => (
        <IconButton
          key={colour}
          label={colourNames[colour]}
          pressed={highlight.colour === colour}
          onClick={() => edit.mutate({ id: highlight.id, colour })}
        >
          <span className={styles.dot} data-colour={colour} />
        </IconButton>
      ))}
      <IconButton label={texts.highlights.remove} onClick={() => remove.mutate(highlight.id)}>
        <IconTrash size={15} stroke={1.6} />
      </IconButton>
    </div>
  );
}

function NoteBox({ highlight, onDone }: { highlight: Highlight; onDone: () => void }) {
  const edit = useMutation("highlights.edit");
  const [note, setNote] = useState(highlight.note);
  const save = () => {
    if (note.trim() === highlight.note) onDone();
    else edit.mutate({ id: highlight.id, note }, { onSuccess: onDone });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          save();
        } else if (event.key === "Escape") onDone();
      }}
    >
      <TextArea
        autoFocus
        aria-label={texts.highlights.noteField}
        rows={3}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        data-testid="highlight-note-text"
      />
      <div className={styles.tools}>
        <span className={styles.space} />
        <Button look="plain" keys="escape" onClick={onDone}>
          {texts.cancel}
        </Button>
        <Button type="submit" look="primary" keys="mod+enter" data-testid="highlight-note-save">
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
