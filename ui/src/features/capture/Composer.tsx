// The capture box, the same in its own window and in the dialog of the main one.
import { type KeyboardEvent, type Ref, useRef, useState } from "react";
import type { CaptureAs } from "../../api/bindings";
import { toFailure } from "../../api/transport";
import { Keys } from "../../kit/Keys";
import { Segments } from "../../kit/Switch";
import { CaptureLine, type LineHandle, type Parse } from "./CaptureLine";
import styles from "./CaptureLine.module.css";
import { type Draft, EMPTY } from "./draft";
import { texts } from "./texts";

export type Save = (draft: Draft, as: CaptureAs) => Promise<unknown>;

type Props = {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  parse: Parse;
  save: Save;
  /** After saving with Enter, and on Esc. The draft is kept on Esc. */
  onDone: () => void;
  ref?: Ref<LineHandle>;
};

export function Composer({ draft, onDraft, parse, save, onDone, ref }: Props) {
  const [as, setAs] = useState<CaptureAs>("task");
  const [message, setMessage] = useState<{ text: string; tone?: "rubric" } | null>(null);
  const saving = useRef(false);
  const lines = draft.text.split("\n").filter((line) => line.trim()).length;

  const keep = async (stay: boolean) => {
    if (saving.current || draft.text.trim() === "") return;
    saving.current = true;
    try {
      await save(draft, as);
      onDraft(EMPTY);
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
    } else if (event.key === "Tab" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      setAs(as === "task" ? "note" : "task");
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
        parse={parse}
        understand={as === "task"}
        label={texts.label}
        placeholder={as === "task" ? texts.placeholder : texts.notePlaceholder}
        testId="capture-input"
        onKeyDown={onKeyDown}
      />
      {message && (
        <p className={styles.message} data-tone={message.tone} role={message.tone ? "alert" : "status"}>
          {message.text}
        </p>
      )}
      <div className={styles.foot}>
        <Segments
          label="Save as"
          value={as}
          choices={[
            { value: "task", label: texts.as.task },
            { value: "note", label: texts.as.note },
          ]}
          onChange={setAs}
        />
        <div className={styles.hints}>
          {as === "task" && lines > 1 && <span>{texts.lines(lines)}</span>}
          <Hint keys="enter" text={texts.hints.save} />
          <Hint keys="mod+enter" text={texts.hints.stay} />
          <Hint keys="tab" text={texts.hints.kind} />
          <Hint keys="escape" text={texts.hints.hide} />
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
