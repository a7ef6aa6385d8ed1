// The capture box, the same in its own window and in the dialog of the main one.
import { type KeyboardEvent, type Ref, useRef, useState } from "react";
import type { CaptureAs } from "../../api/bindings";
import { toFailure } from "../../api/transport";
import { Keys } from "../../kit/Keys";
import { Segments } from "../../kit/Switch";
import type { Ask } from "./ask";
import { CaptureLine, type LineHandle } from "./CaptureLine";
import styles from "./CaptureLine.module.css";
import { type Draft, EMPTY, isAddress, retype } from "./draft";
import { LanguageHelp } from "./LanguageHelp";
import { Similar } from "./Similar";
import { texts } from "./texts";

export type Save = (draft: Draft, as: CaptureAs) => Promise<unknown>;

type Props = {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  ask: Ask;
  save: Save;
  /** An address on the clipboard, offered while nothing is typed. */
  copied?: string | null;
  /** After saving with Enter, and on Esc. The draft is kept on Esc. */
  onDone: () => void;
  ref?: Ref<LineHandle>;
};

/** What Tab goes on to. */
const NEXT: Record<CaptureAs, CaptureAs> = { task: "note", note: "entry", entry: "metric", metric: "task" };

export function Composer({ draft, onDraft, ask, save, copied, onDone, ref }: Props) {
  const [chosen, setChosen] = useState<CaptureAs | null>(null);
  const [help, setHelp] = useState(false);
  const page = isAddress(draft.text);
  const offered = draft.text === "" ? copied : null;
  // The address of a page is kept as a page, unless the person says otherwise.
  const as: CaptureAs = chosen ?? (page ? "note" : "task");
  const [message, setMessage] = useState<{ text: string; tone?: "rubric" } | null>(null);
  const saving = useRef(false);

  const keep = async (stay: boolean) => {
    if (saving.current || draft.text.trim() === "") return;
    saving.current = true;
    try {
      await save(draft, as);
      onDraft(EMPTY);
      if (page) setChosen(null);
      if (stay) setMessage({ text: texts.saved });
      else {
        setMessage(null);
        onDone();
      }
    } catch (error) {
      setMessage({ text: `${toFailure(error).message} ${texts.failed}`, tone: "rubric" });
    } finally {
      saving.current = false;
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void keep(event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape") {
      event.preventDefault();
      setMessage(null);
      onDone();
    } else if (event.key === "ArrowDown" && offered) {
      event.preventDefault();
      onDraft(retype(draft, offered));
    } else if (event.key === "Tab" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      setChosen(page ? (as === "task" ? "note" : "task") : NEXT[as]);
    } else if (event.key === "/" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      setHelp(!help);
    }
  };

  return (
    <div className={styles.frame}>
      <CaptureLine
        {...(ref ? { ref } : {})}
        large
        draft={draft}
        onDraft={(next) => {
          setMessage(null);
          onDraft(next);
        }}
        ask={ask}
        understand={as === "task" || as === "metric"}
        {...(as === "metric" ? { as } : {})}
        label={texts.label}
        placeholder={texts.placeholders[as]}
        testId="capture-input"
        onKeyDown={onKeyDown}
      />
      {as === "task" && !message && <Similar ask={ask} text={draft.text} />}
      {message && (
        <p className={styles.message} data-tone={message.tone} role={message.tone ? "alert" : "status"}>
          {message.text}
        </p>
      )}
      {offered && !message && (
        <p className={styles.message} role="status" data-testid="capture-copied">
          {texts.copied(offered)} <Keys keys="down" /> {texts.takeCopied}
        </p>
      )}
      {page && as === "note" && (
        <p className={styles.message} role="status">
          {texts.page} <Keys keys="tab" /> {texts.asTask}
        </p>
      )}
      {help && <LanguageHelp ask={ask} onTry={(line) => onDraft(retype(draft, line))} />}
      <div className={styles.foot}>
        <Segments
          label={texts.saveAs}
          value={as}
          choices={[
            { value: "task", label: texts.as.task },
            { value: "note", label: page ? texts.pageKind : texts.as.note },
            { value: "entry", label: texts.as.entry },
            { value: "metric", label: texts.as.metric },
          ]}
          onChange={setChosen}
        />
        <div className={styles.hints}>
          <Hint keys="enter" text={texts.hints.save} />
          <Hint keys="mod+enter" text={texts.hints.stay} />
          <Hint keys="tab" text={texts.hints.kind} />
          <Hint keys="escape" text={texts.hints.hide} />
          <button
            type="button"
            className={styles.ask}
            aria-label={texts.helpName}
            aria-expanded={help}
            aria-keyshortcuts="Control+/"
            onClick={() => setHelp(!help)}
          >
            {texts.helpButton}
          </button>
        </div>
      </div>
    </div>
  );
}

function Hint({ keys, text }: { keys: string; text: string }) {
  return (
    <span className={styles.hint}>
      <Keys keys={keys} /> {text}
    </span>
  );
}
