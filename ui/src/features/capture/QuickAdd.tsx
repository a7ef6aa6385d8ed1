import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useMutation } from "../../api/react";
import { CaptureLine, type LineHandle } from "./CaptureLine";
import styles from "./CaptureLine.module.css";
import { type Draft, EMPTY } from "./draft";
import { useParse } from "./parse";
import { texts } from "./texts";

/** The add line at the top of a list. `suffix` is what the list adds by itself, such as "#kitchen". */
export function QuickAdd({ suffix }: { suffix?: string }) {
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const line = useRef<LineHandle>(null);
  const parse = useParse();
  const save = useMutation("capture.save");

  useEffect(() => {
    const focus = () => line.current?.focus();
    window.addEventListener("almanac:quick-add", focus);
    return () => window.removeEventListener("almanac:quick-add", focus);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (draft.text.trim() === "" || save.isPending) return;
    const text = suffix
      ? draft.text
          .split("\n")
          .map((words) => (words.trim() ? `${words.trimEnd()} ${suffix}` : words))
          .join("\n")
      : draft.text;
    save.mutate({ text, save_as: "task", dismissed: [...draft.dismissed] }, { onSuccess: () => setDraft(EMPTY) });
  };

  return (
    <div className={styles.quick}>
      <CaptureLine
        ref={line}
        draft={draft}
        onDraft={setDraft}
        parse={parse}
        label={texts.quickLabel}
        placeholder={texts.quickPlaceholder}
        testId="quick-add"
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
