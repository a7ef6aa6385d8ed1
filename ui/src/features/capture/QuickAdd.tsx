import { IconQuestionMark } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useMutation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { CaptureLine, type LineHandle } from "./CaptureLine";
import styles from "./CaptureLine.module.css";
import { type Draft, EMPTY, retype } from "./draft";
import { LanguageHelp } from "./LanguageHelp";
import { Similar } from "./Similar";
import { texts } from "./texts";
import { useAsk } from "./useAsk";

/**
 * The add line at the top of a list. `suffix` is what the list adds by itself, such as "#kitchen", and `day` when its
 * tasks are for, where they say nothing of it.
 */
export function QuickAdd({ suffix, day }: { suffix?: string; day?: string }) {
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [help, setHelp] = useState(false);
  const line = useRef<LineHandle>(null);
  const ask = useAsk();
  const save = useMutation("capture.save");

  useEffect(() => {
    const focus = () => line.current?.focus();
    window.addEventListener("almanac:quick-add", focus);
    return () => window.removeEventListener("almanac:quick-add", focus);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") event.currentTarget.blur();
    if (event.key === "/" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      setHelp(!help);
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (draft.text.trim() === "" || save.isPending) return;
    const text = suffix
      ? draft.text
          .split("\n")
          .map((words) => (words.trim() ? `${words.trimEnd()} ${suffix}` : words))
          .join("\n")
      : draft.text;
    save.mutate(
      { text, save_as: "task", dismissed: [...draft.dismissed], ...(day ? { day } : {}) },
      { onSuccess: () => setDraft(EMPTY) },
    );
  };

  return (
    <div className={styles.quick}>
      <CaptureLine
        ref={line}
        draft={draft}
        onDraft={setDraft}
        ask={ask}
        label={texts.quickLabel}
        placeholder={texts.quickPlaceholder}
        testId="quick-add"
        onKeyDown={onKeyDown}
      />
      <span className={styles.quickHelp}>
        <IconButton label={texts.help} keys="mod+/" pressed={help} onClick={() => setHelp(!help)}>
          <IconQuestionMark size={16} stroke={1.6} aria-hidden />
        </IconButton>
      </span>
      <Similar ask={ask} text={draft.text} />
      {help && (
        <div className={styles.quickLanguage}>
          <LanguageHelp
            ask={ask}
            onTry={(example) => {
              setDraft(retype(draft, example));
              line.current?.focus();
            }}
          />
        </div>
      )}
    </div>
  );
}
