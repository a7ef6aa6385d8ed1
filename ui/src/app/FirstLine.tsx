// The capture line as the first steps show it: it saves on Enter and says what it kept.
import { useEffect, useMemo, useRef, useState } from "react";
import { useMutation } from "../api/react";
import { CaptureLine } from "../features/capture/CaptureLine";
import { useCapture } from "../features/capture/dialog";
import { type Draft, EMPTY } from "../features/capture/draft";
import { useAsk } from "../features/capture/useAsk";
import type { FirstLine as Shape } from "../features/onboarding/Welcome";

export const FirstLine: Shape = ({ label, placeholder, text, onText, onSaved }) => {
  const ask = useAsk();
  const save = useMutation("capture.save", { quiet: true });
  const [typed, setTyped] = useState<Draft>(EMPTY);
  // Whoever passes the steps over finds what they wrote in the capture dialog.
  const left = useRef(text);
  left.current = text;
  useEffect(
    () => () => {
      if (left.current.trim() !== "") useCapture.setState({ draft: { text: left.current, dismissed: [] } });
    },
    [],
  );
  const draft = useMemo(() => (typed.text === text ? typed : { text, dismissed: [] }), [typed, text]);
  return (
    <CaptureLine
      large
      draft={draft}
      onDraft={(next) => {
        setTyped(next);
        onText(next.text);
      }}
      ask={ask}
      label={label}
      placeholder={placeholder}
      testId="welcome-line"
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.key !== "Enter" || event.shiftKey) return;
        event.preventDefault();
        if (text.trim() === "" || save.isPending) return;
        save.mutate(
          { text, save_as: "task", dismissed: [...draft.dismissed] },
          {
            onSuccess: ({ tasks }) => {
              onText("");
              onSaved(tasks[0]?.title ?? text.trim());
            },
          },
        );
      }}
    />
  );
};
