import { IconArrowUp, IconPlayerStopFilled } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Scope } from "../../api/bindings";
import { Button, IconButton } from "../../kit/Button";
import styles from "./Chat.module.css";
import { ScopeChips, ScopePicker } from "./ScopePicker";
import { texts } from "./texts";

type Props = {
  busy: boolean;
  scope: Scope;
  onScope: (scope: Scope) => void;
  /** A question that is being edited, to begin with. */
  draft?: string;
  onAsk: (text: string) => void;
  onStop: () => void;
};

export function AskBox({ busy, scope, onScope, draft = "", onAsk, onStop }: Props) {
  const [text, setText] = useState(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    if (text) element.style.height = `${Math.min(200, element.scrollHeight)}px`;
  }, [text]);
  const send = () => {
    if (busy || !text.trim()) return;
    onAsk(text.trim());
    setText("");
  };
  return (
    <div className={styles.askFrame}>
      <ScopeChips scope={scope} onScope={onScope} />
      <div className={styles.ask}>
        <textarea
          ref={field}
          rows={1}
          className={styles.askField}
          aria-label={texts.label}
          placeholder={texts.placeholder}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              send();
            } else if (event.key === "Escape" && busy) onStop();
          }}
          data-testid="chat-box"
        />
        <div className={styles.askFoot}>
          <ScopePicker scope={scope} onScope={onScope} />
          {busy ? (
            <Button icon={<IconPlayerStopFilled size={13} />} keys="escape" onClick={onStop} data-testid="chat-stop">
              {texts.stop}
            </Button>
          ) : (
            <IconButton
              label={texts.send}
              keys="enter"
              className={styles.send ?? ""}
              disabled={!text.trim()}
              onClick={send}
              data-testid="chat-send"
            >
              <IconArrowUp size={17} stroke={2} />
            </IconButton>
          )}
        </div>
      </div>
    </div>
  );
}
