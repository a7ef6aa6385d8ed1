// The running timer, wherever the person is in the app.
import { IconPlayerStopFilled, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import styles from "./FocusBar.module.css";
import { clock } from "./focusClock";
import { texts } from "./texts";

export function FocusBar({ go }: { go: (route: string) => void }) {
  const running = useOperation("focus.running", null);
  const stop = useMutation("focus.stop");
  const discard = useMutation("focus.discard");
  const focus = running.data;
  const now = useSeconds(focus != null);
  if (!focus) return null;
  const { text, over } = clock(focus, now);
  const { task } = focus;
  return (
    <section className={styles.bar} aria-label={texts.focus.label} data-testid="focus-bar">
      <span className={styles.time} data-over={over || undefined} role="timer" aria-live="off">
        {text}
        {over && <span className={styles.over}> {texts.focus.over}</span>}
      </span>
      <button
        type="button"
        className={styles.title}
        disabled={!task}
        title={task ? undefined : texts.focus.gone}
        onClick={() => task && go(`/tasks/${task.id}`)}
      >
        {task?.title ?? texts.focus.gone}
      </button>
      <Button
        keys="shift+w"
        icon={<IconPlayerStopFilled size={13} aria-hidden />}
        onClick={() => stop.mutate({})}
        data-testid="focus-stop"
      >
        {texts.focus.stop}
      </Button>
      <IconButton label={texts.focus.discard} onClick={() => discard.mutate(null)}>
        <IconX size={15} stroke={1.7} />
      </IconButton>
    </section>
  );
}

/** The present moment, once a second while it matters. */
function useSeconds(matters: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!matters) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [matters]);
  return now;
}
