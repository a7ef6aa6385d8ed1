// The line that understands: understood words are washed with colour behind the caret, chips below say what they mean.
// It knows no cache and no router, so the capture window can start with next to nothing.
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { ParsedLine } from "../../api/bindings";
import { DismissChip } from "../../kit/Chip";
import styles from "./CaptureLine.module.css";
import { chips, type Draft, dismiss, pieces, retype } from "./draft";
import { spanNames, texts } from "./texts";

export type Parse = (draft: Draft) => Promise<ParsedLine[]>;
export type LineHandle = { focus: () => void };

type Props = {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  parse: Parse;
  /** Off for notes: nothing is read into their words. */
  understand?: boolean;
  label: string;
  placeholder: string;
  testId: string;
  large?: boolean;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  ref?: Ref<LineHandle>;
};

export function CaptureLine({
  draft,
  onDraft,
  parse,
  understand = true,
  label,
  placeholder,
  testId,
  large,
  onKeyDown,
  ref,
}: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [lines, setLines] = useState<readonly ParsedLine[]>([]);
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }), []);

  useEffect(() => {
    if (!understand || draft.text.trim() === "") {
      setLines([]);
      return;
    }
    let current = true;
    parse(draft).then(
      (parsed) => current && setLines(parsed),
      () => current && setLines([]),
    );
    return () => {
      current = false;
    };
  }, [draft, parse, understand]);

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    if (draft.text.includes("\n") || element.scrollHeight > element.clientHeight)
      element.style.height = `${element.scrollHeight}px`;
  }, [draft.text]);

  const understood = chips(draft.text, lines);
  return (
    <div className={styles.line} data-large={large || undefined}>
      <div className={styles.box}>
        <div className={styles.back} aria-hidden="true">
          {pieces(draft.text, lines).map((piece) =>
            piece.kind ? (
              <span key={piece.from} className={styles.span} data-kind={piece.kind}>
                {piece.text}
              </span>
            ) : (
              piece.text
            ),
          )}
          {"\u200b"}
        </div>
        <textarea
          ref={field}
          rows={1}
          className={styles.field}
          aria-label={label}
          placeholder={placeholder}
          value={draft.text}
          spellCheck={false}
          autoComplete="off"
          data-testid={testId}
          onChange={(event) => onDraft(retype(draft, event.target.value))}
          onKeyDown={onKeyDown}
        />
      </div>
      {understood.length > 0 && (
        <ul className={styles.chips} aria-label={texts.chips} data-testid="capture-chips">
          {understood.map((chip) => (
            <li key={`${chip.line}:${chip.start}`}>
              <DismissChip
                kind={chip.kind}
                text={sayChip(chip.kind, chip.meaning)}
                onDismiss={() => {
                  onDraft(dismiss(draft, { line: chip.line, start: chip.start, end: chip.end }));
                  field.current?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** "Due Fri 27 Nov", but not "Priority P1" or "Project #kitchen" twice over. */
function sayChip(kind: keyof typeof spanNames, meaning: string): string {
  const name = spanNames[kind];
  return meaning.toLowerCase().startsWith(name.toLowerCase()) ? meaning : `${name} ${meaning}`;
}
