// The title of a task, which understands what is typed into it. Words that it has already stay words.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Dismissed } from "../../api/bindings";
import { CaptureLine, type LineHandle } from "./CaptureLine";
import styles from "./CaptureLine.module.css";
import { type Draft, retype } from "./draft";
import { useAsk } from "./useAsk";

type Props = {
  title: string;
  label: string;
  /** Somebody has asked to edit it. */
  wanted: boolean;
  onWanted: () => void;
  /** Answers with the title as it is then; with nothing where it stayed as it was. */
  onSave: (text: string, dismissed: Dismissed[]) => Promise<string | undefined>;
};

export function TitleLine({ title, label, wanted, onWanted, onSave }: Props) {
  const ask = useAsk();
  const line = useRef<LineHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<Draft>({ text: title, dismissed: [] });
  const [editing, setEditing] = useState(false);
  useEffect(() => setDraft({ text: title, dismissed: [] }), [title]);
  useEffect(() => {
    if (!wanted) return;
    line.current?.focus();
    line.current?.select();
    onWanted();
  }, [wanted, onWanted]);

  // What the title said before anything was typed, while it is edited.
  const said = useRef<Promise<Dismissed[]> | null>(null);
  const typed = (dismissed: Dismissed[], text: string) => retype({ text: title, dismissed }, text);

  const begin = () => {
    if (said.current) return;
    const asked = ask.parse({ text: title, dismissed: [] }).then(
      ([line]) => (line?.parsed.spans ?? []).map(({ start, end }) => ({ line: 0, start, end })),
      () => [],
    );
    said.current = asked;
    void asked.then((dismissed) => {
      if (said.current !== asked) return;
      setDraft(({ text }) => typed(dismissed, text));
      setEditing(true);
    });
  };
  const end = (keep: boolean) => {
    const { text, dismissed } = draft;
    const words = editing ? Promise.resolve(dismissed) : said.current?.then((known) => typed(known, text).dismissed);
    said.current = null;
    setEditing(false);
    const show = (text: string) => setDraft({ text, dismissed: [] });
    if (keep && text.trim() !== "" && text.trim() !== title)
      void Promise.resolve(words)
        .then((words) => onSave(text, [...(words ?? [])]))
        .then((saved) => show(saved ?? title));
    else show(title);
  };
  const leave = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const cancelled = useRef(false);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    cancelled.current = event.key === "Escape";
    leave();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field within is what is operated
    <div
      ref={box}
      className={styles.heading}
      onFocus={begin}
      // A chip's button must not take the focus, for that would end the edit.
      onMouseDown={(event) => (event.target as Element).closest("button") && event.preventDefault()}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && box.current?.contains(relatedTarget)) return;
        end(!cancelled.current);
        cancelled.current = false;
      }}
    >
      <CaptureLine
        ref={line}
        heading
        draft={draft}
        onDraft={(next) => setDraft(next.text.includes("\n") ? retype(draft, next.text.replaceAll("\n", " ")) : next)}
        ask={ask}
        understand={editing}
        label={label}
        placeholder=""
        testId="task-title"
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
