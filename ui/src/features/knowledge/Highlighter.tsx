import { IconMessagePlus } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Colour, Highlight, ItemId } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { scalarOffset } from "../../kit/offsets";
import { type Selected, selectedIn } from "../../kit/selection";
import styles from "./Highlights.module.css";
import { colourNames, texts } from "./texts";

type Props = {
  item: ItemId;
  text: string;
  /** The new highlight wants a note. */
  onNote: (highlight: Highlight) => void;
  children: ReactNode;
};

/** Whatever is selected in the text inside can be highlighted: by the small bar above it, or with H. */
export function Highlighter({ item, text, onNote, children }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState<Selected | null>(null);
  const create = useMutation("highlights.create");

  const mark = (colour: Colour, withNote = false) => {
    if (!selected) return;
    const place = { start: scalarOffset(text, selected.start), end: scalarOffset(text, selected.end) };
    document.getSelection()?.removeAllRanges();
    setSelected(null);
    create.mutate({ item, ...place, colour }, { onSuccess: (made) => withNote && onNote(made) });
  };
  const latest = useRef(mark);
  useEffect(() => {
    latest.current = mark;
  });

  useEffect(() => {
    const look = () => setSelected(body.current && selectedIn(body.current));
    const press = (event: KeyboardEvent) => {
      if (event.key !== "h" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!body.current || !selectedIn(body.current)) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current("yellow");
    };
    document.addEventListener("selectionchange", look);
    document.addEventListener("keydown", press, true);
    window.addEventListener("scroll", look, true);
    return () => {
      document.removeEventListener("selectionchange", look);
      document.removeEventListener("keydown", press, true);
      window.removeEventListener("scroll", look, true);
    };
  }, []);

  return (
    <div ref={body}>
      {children}
      {selected &&
        createPortal(
          <div
            className={styles.bar}
            role="toolbar"
            aria-label={texts.highlights.bar}
            style={{ top: Math.max(8, selected.box.top - 44), left: selected.box.left + selected.box.width / 2 }}
            // The selection stays while the bar is used.
            onMouseDown={(event) => event.preventDefault()}
            data-testid="highlight-bar"
          >
            {(Object.keys(colourNames) as Colour[]).map((colour) => (
              <IconButton
                key={colour}
                label={texts.highlights.in(colourNames[colour])}
                {...(colour === "yellow" ? { keys: "h" } : {})}
                onClick={() => mark(colour)}
                data-testid={`highlight-${colour}`}
              >
                <span className={styles.dot} data-colour={colour} />
              </IconButton>
            ))}
            <IconButton label={texts.highlights.withNote} onClick={() => mark("yellow", true)}>
              <IconMessagePlus size={16} stroke={1.6} />
            </IconButton>
          </div>,
          document.body,
        )}
    </div>
  );
}
