// A word of warning before the same task is written down twice. It asks when the person pauses, never per key.
import { useEffect, useState } from "react";
import type { Task } from "../../api/bindings";
import { sayDay } from "../../kit/time";
import type { Ask } from "./ask";
import styles from "./CaptureLine.module.css";
import { texts } from "./texts";

/** How long nothing is typed before it asks. */
const PAUSE_MS = 600;

export function Similar({ ask, text }: { ask: Ask; text: string }) {
  const [found, setFound] = useState<readonly Task[]>([]);
  useEffect(() => {
    setFound([]);
    // Of many lines each would have its own; a list that is pasted is meant as it is.
    if (text.trim().length < 3 || text.includes("\n")) return;
    let current = true;
    const timer = setTimeout(() => {
      ask.similar(text).then(
        (tasks) => current && setFound(tasks),
        () => undefined, // without an answer there is no warning
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, text]);
  const [task] = found;
  if (!task) return null;
  const day = task.scheduled?.day ?? task.deadline?.day;
  return (
    <p className={styles.message} role="status" data-testid="similar">
      {texts.similar(task.title, day && sayDay(day), found.length - 1)}
    </p>
  );
}
