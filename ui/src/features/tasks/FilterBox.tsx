// The filter line with completion: fields, the values that are there, and what is wrong, said at its place.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { CompletionCandidate } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { TextField } from "../../kit/Field";
import styles from "./FilterBox.module.css";
import { useShown } from "./place";
import { texts } from "./texts";

/** Typing pauses this long before the list follows. */
const PAUSE_MS = 180;

export function FilterBox({ filter, onFilter }: { filter: string; onFilter: (filter: string) => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(filter);
  const [caret, setCaret] = useState<number | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const wanted = useShown((shown) => shown.wanted);

  useEffect(() => setText(filter), [filter]);
  useEffect(() => {
    if (!wanted) return;
    useShown.setState({ wanted: false });
    input.current?.focus();
    input.current?.select();
  }, [wanted]);

  const typing = useOperation(
    "tasks.complete_filter",
    // Places are counted in whole characters, as the core counts them.
    { text, caret: [...text.slice(0, caret ?? text.length)].length },
    { keep: true, enabled: open || text !== "" },
  );
  const candidates = open && !typing.isPlaceholderData ? (typing.data?.candidates ?? []) : [];
  const problem = text === "" || typing.isPlaceholderData ? null : (typing.data?.problem ?? null);
  const shown = candidates.length > 0;
  // A line that is not finished leaves the list as it is, until Enter asks for it all the same.
  const sound = typing.isError || (!typing.isPlaceholderData && typing.data !== undefined && !typing.data.problem);
  useEffect(() => {
    if (text === filter || (!sound && text !== "")) return;
    const timer = setTimeout(() => onFilter(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, filter, onFilter, sound]);

  const put = (candidate: CompletionCandidate) => {
    if (!typing.data) return;
    const letters = [...text];
    const before = letters.slice(0, typing.data.start).join("") + candidate.text;
    const next = before + letters.slice(typing.data.end).join("");
    setText(next);
    setCaret(before.length);
    setAt(-1);
    setOpen(!candidate.text.endsWith(" "));
    requestAnimationFrame(() => input.current?.setSelectionRange(before.length, before.length));
  };
  const mend = () => {
    if (!problem?.suggestion) return;
    const letters = [...text];
    letters.splice(problem.start, problem.end - problem.start, problem.suggestion);
    setText(letters.join(""));
    setCaret(null);
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!shown) return setOpen(true);
      const by = key === "ArrowDown" ? 1 : -1;
      setAt((old) => (old + by + candidates.length + (old < 0 && by < 0 ? 1 : 0)) % candidates.length);
    } else if (key === " " && event.ctrlKey) {
      event.preventDefault();
      setOpen(true);
    } else if ((key === "Enter" || key === "Tab") && shown && !event.nativeEvent.isComposing) {
      const candidate = candidates[at < 0 && key === "Tab" ? 0 : at];
      if (candidate) {
        event.preventDefault();
        put(candidate);
      } else if (key === "Enter") setOpen(false);
    } else if (key === "Enter") {
      onFilter(text);
    } else if (key === "Escape") {
      event.preventDefault();
      if (shown) setOpen(false);
      else input.current?.blur();
    }
  };
  const follow = () => {
    setCaret(input.current?.selectionStart ?? null);
    setAt(-1);
  };

  return (
    <div className={styles.box}>
      <TextField
        ref={input}
        type="search"
        role="combobox"
        aria-label={texts.filterLabel}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-invalid={problem !== null}
        {...(problem ? { "aria-describedby": `${id}-problem` } : {})}
        {...(shown && at >= 0 ? { "aria-activedescendant": `${id}-${at}` } : {})}
        placeholder={texts.filter}
        value={text}
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart);
          setOpen(true);
          setAt(-1);
        }}
        onClick={follow}
        onKeyUp={(event) => {
          if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) follow();
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
        data-testid="task-filter"
      />
      {shown && (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={texts.completions}
          className={styles.list}
          data-testid="filter-list"
        >
          {candidates.map((candidate, index) => (
            <div
              key={candidate.text}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              className={styles.candidate}
              ref={(element) => {
                if (index === at) element?.scrollIntoView?.({ block: "nearest" });
              }}
              onMouseDown={(event) => {
                event.preventDefault();
                put(candidate);
              }}
            >
              <span>{candidate.text.trim()}</span>
              <span className={styles.note}>{candidate.note}</span>
            </div>
          ))}
        </div>
      )}
      {problem && !shown && (
        <p id={`${id}-problem`} className={styles.problem} role="status" data-testid="filter-problem">
          {sentence(problem.message)}
          {problem.suggestion ? (
            <>
              {" · "}
              <button type="button" className={styles.mend} onClick={mend}>
                {texts.didYouMean(problem.suggestion)}
              </button>
            </>
          ) : (
            problem.expected.length > 0 && ` · ${texts.expected(problem.expected.slice(0, 6))}`
          )}
        </p>
      )}
    </div>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
