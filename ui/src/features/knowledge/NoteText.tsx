import { useLayoutEffect, useRef, useState } from "react";
import { useOperation } from "../../api/react";
import styles from "./NoteForm.module.css";
import { kindNames, texts } from "./texts";
import { type Change, completed, onEnter, onTab, openLink, type Place, wrapped } from "./writing";

type Props = {
  value: string;
  onChange: (text: string) => void;
  autoFocus: boolean;
  area: React.RefObject<HTMLTextAreaElement | null>;
};

/** Markdown as plain text that helps: lists go on, marks go around words, [[ offers titles. */
export function NoteText({ value, onChange, autoFocus, area }: Props) {
  const [link, setLink] = useState<{ from: number; words: string } | null>(null);
  const [chosen, setChosen] = useState(0);
  const mirror = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState({ top: 0, left: 0 });
  const offers =
    useOperation("knowledge.titles", { text: link?.words ?? "" }, { enabled: link !== null, keep: true }).data ?? [];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the page grows with the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);

  // The mirror holds the same words in the same shape; its end is where the caret is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured when the offer opens or moves
  useLayoutEffect(() => {
    const end = mirror.current?.querySelector("span");
    if (link && end) setSpot({ top: end.offsetTop + 30, left: Math.min(end.offsetLeft, 420) });
  }, [link?.from]);

  const place = (): Place => {
    const { selectionStart: start = 0, selectionEnd: end = 0 } = area.current ?? {};
    return { text: value, start, end };
  };
  const look = () => {
    const open = openLink({ ...place(), text: area.current?.value ?? "" });
    setLink(open);
    if (open?.words !== link?.words) setChosen(0);
  };
  /** Written as if typed, so that the browser's own undo takes it back. */
  const apply = (change: Change) => {
    const element = area.current;
    if (!element) return;
    element.setSelectionRange(change.from, change.to);
    const typed =
      typeof document.execCommand === "function" &&
      document.execCommand(change.insert === "" ? "delete" : "insertText", false, change.insert);
    if (!typed) {
      element.setRangeText(change.insert);
      onChange(element.value);
    }
    element.setSelectionRange(change.start, change.end);
    look();
  };
  const complete = (title: string) => {
    if (link) apply(completed(place(), link.from, title));
    setLink(null);
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const mod = event.ctrlKey || event.metaKey;
    const offered = link && offers.length > 0;
    const act = (change: Change | null) => {
      if (!change) return;
      event.preventDefault();
      apply(change);
    };
    if (offered && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setChosen((chosen + (event.key === "ArrowDown" ? 1 : offers.length - 1)) % offers.length);
    } else if (offered && !mod && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      complete(offers[Math.min(chosen, offers.length - 1)]?.title ?? "");
    } else if (offered && event.key === "Escape") {
      event.preventDefault();
      setLink(null);
    } else if (event.key === "Enter" && !mod && !event.shiftKey) act(onEnter(place()));
    else if (event.key === "Tab" && !mod) act(onTab(place(), event.shiftKey));
    else if (mod && !event.shiftKey && event.key === "b") act(wrapped(place(), "**"));
    else if (mod && !event.shiftKey && event.key === "i") act(wrapped(place(), "*"));
  };

  return (
    <div className={styles.writing}>
      <textarea
        ref={area}
        // biome-ignore lint/a11y/noAutofocus: an existing note is opened to change its text
        autoFocus={autoFocus}
        className={styles.text}
        aria-label={texts.noteText}
        placeholder={texts.noteText}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          look();
        }}
        onKeyDown={onKeyDown}
        onClick={look}
        onBlur={() => setLink(null)}
        data-testid="note-text"
      />
      {link && (
        <div ref={mirror} className={`${styles.text} ${styles.mirror}`} aria-hidden="true">
          {value.slice(0, link.from)}
          <span />
        </div>
      )}
      {link && offers.length > 0 && (
        <div
          className={styles.offers}
          style={spot}
          role="listbox"
          aria-label={texts.links.offer}
          data-testid="title-offers"
        >
          {offers.map((item, n) => (
            <button
              key={item.id}
              type="button"
              role="option"
              aria-selected={n === chosen}
              tabIndex={-1}
              className={styles.offer}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => complete(item.title)}
            >
              <span>{item.title}</span>
              <span className={styles.offerKind}>{kindNames[item.kind]}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
