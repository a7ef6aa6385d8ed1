// The line that understands: understood words are washed with colour behind the caret, chips below say what they mean.
// It knows no cache and no router, so the capture window can start with next to nothing.
import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { CaptureAs, ParsedLine } from "../../api/bindings";
import { Chip, DismissChip } from "../../kit/Chip";
import type { Ask } from "./ask";
import styles from "./CaptureLine.module.css";
import { Completions } from "./Completions";
import { chipBefore, chips, count, type Draft, dismiss, MOST_LINES, pieces, retype } from "./draft";
import { spanNames, texts } from "./texts";
import { useCompletions } from "./useCompletions";

export type LineHandle = { focus: () => void; select: () => void };

type Props = {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  ask: Ask;
  /** Off for notes: nothing is read into their words. */
  understand?: boolean;
  /** What the lines become, where it is no task: their chips are not words in a title. */
  as?: CaptureAs;
  label: string;
  placeholder: string;
  testId: string;
  large?: boolean;
  /** Set like the heading of a panel. */
  heading?: boolean;
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  ref?: Ref<LineHandle>;
};

export function CaptureLine({
  draft,
  onDraft,
  ask,
  understand = true,
  as,
  label,
  placeholder,
  testId,
  large,
  heading,
  onKeyDown,
  ref,
}: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const back = useRef<HTMLDivElement>(null);
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [lines, setLines] = useState<readonly ParsedLine[]>([]);
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus(), select: () => field.current?.select() }), []);

  useEffect(() => {
    if (!understand || draft.text.trim() === "") {
      setLines([]);
      return;
    }
    let current = true;
    ask.parse(draft, as).then(
      (parsed) => current && setLines(parsed),
      () => current && setLines([]),
    );
    return () => {
      current = false;
    };
  }, [draft, ask, understand, as]);

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    if (draft.text.includes("\n") || element.scrollHeight > element.clientHeight)
      element.style.height = `${element.scrollHeight}px`;
  }, [draft.text]);

  const place = useRef<number | null>(null);
  const completing = useCompletions({ text: understand && as !== "metric" ? draft.text : "", caret }, ask, (filled) => {
    place.current = filled.caret;
    onDraft(retype(draft, filled.text));
  });
  useLayoutEffect(() => {
    // A name was filled in: the caret goes behind it, not to the end.
    const element = field.current;
    if (place.current === null || !element) return;
    element.setSelectionRange(place.current, place.current);
    setCaret(place.current);
    place.current = null;
  });

  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (completing.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const { selectionStart, selectionEnd } = event.currentTarget;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (event.key === "Backspace" && plain && selectionStart === selectionEnd) {
      // The first press gives the words back, the next one deletes.
      const chip = understand && as !== "metric" ? chipBefore(draft.text, lines, selectionStart) : null;
      if (chip) {
        event.preventDefault();
        onDraft(dismiss(draft, chip));
        return;
      }
    }
    onKeyDown(event);
  };

  const understood = chips(draft.text, lines);
  const made = count(draft.text, lines);
  return (
    <div className={styles.line} data-large={large || undefined} data-heading={heading || undefined}>
      <div className={styles.box}>
        <div ref={back} className={styles.back} aria-hidden="true">
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
          aria-autocomplete="list"
          {...(completing.names.length > 0 ? { "aria-controls": `${id}-names` } : {})}
          {...(completing.active >= 0 ? { "aria-activedescendant": `${id}-names-${completing.active}` } : {})}
          onChange={(event) => {
            setCaret(event.target.selectionStart);
            onDraft(retype(draft, event.target.value));
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onScroll={(event) => {
            if (back.current) back.current.scrollTop = event.currentTarget.scrollTop;
          }}
          onKeyDown={onKey}
        />
      </div>
      {completing.sign && completing.names.length > 0 && (
        <Completions
          id={`${id}-names`}
          sign={completing.sign}
          names={completing.names}
          active={completing.active}
          onPick={completing.pick}
        />
      )}
      {understand && as !== "metric" && made.tasks > 1 && (
        <p
          className={styles.count}
          data-tone={made.tooMany ? "rubric" : undefined}
          role="status"
          data-testid="line-count"
        >
          {made.tooMany
            ? texts.tooManyLines(made.tasks, MOST_LINES)
            : made.more
              ? texts.manyLines(made.tasks, lines.length)
              : texts.lines(made.tasks, made.subtasks)}
        </p>
      )}
      {understood.length > 0 && (
        <ul className={styles.chips} aria-label={texts.chips} data-testid="capture-chips">
          {understood.slice(0, CHIPS).map((chip) => (
            <li key={`${chip.line}:${chip.start}`}>
              {as === "metric" ? (
                <Chip tone="accent">{chip.meaning}</Chip>
              ) : (
                <DismissChip
                  kind={chip.kind}
                  text={sayChip(chip.kind, chip.meaning)}
                  onDismiss={() => {
                    onDraft(dismiss(draft, { line: chip.line, start: chip.start, end: chip.end }));
                    field.current?.focus();
                  }}
                />
              )}
            </li>
          ))}
          {understood.length > CHIPS && <li className={styles.more}>{texts.moreChips(understood.length - CHIPS)}</li>}
        </ul>
      )}
    </div>
  );
}

/** As many chips are shown; with more lines the wash in the text says enough. */
const CHIPS = 24;

/** "Due Fri 27 Nov", but not "Priority P1" or "Project #kitchen" twice over. */
function sayChip(kind: keyof typeof spanNames, meaning: string): string {
  const name = spanNames[kind];
  const said = meaning.toLowerCase().startsWith(name.toLowerCase()) ? meaning : `${name} ${meaning}`;
  return said.charAt(0).toUpperCase() + said.slice(1);
}
