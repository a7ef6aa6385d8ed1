// The global shortcut: shown as keys, chosen by pressing them.
import { type KeyboardEvent, useRef, useState } from "react";
import { useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Field } from "../../kit/Field";
import { Keys } from "../../kit/Keys";
import { pressed, shownKeys } from "./keys";
import styles from "./Settings.module.css";
import { texts } from "./texts";

const USUAL = "CmdOrCtrl+Shift+Space";

export function Shortcut({ value, works }: { value: string; works: boolean }) {
  const update = useMutation("settings.update");
  const [held, setHeld] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const recording = held !== null;

  const onKey = (event: KeyboardEvent) => {
    if (!recording || event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return setHeld(null);
    const { keys, whole, plain } = pressed(event.nativeEvent);
    setHeld(keys);
    setRefused(whole && plain);
    if (!whole || plain) return;
    setHeld(null);
    update.mutate({ shortcut: keys });
  };

  return (
    <Field label={texts.shortcut} help={recording ? texts.recordingHelp : texts.shortcutHelp}>
      {(id) => (
        <div className={styles.shortcut}>
          <button
            ref={button}
            id={id}
            type="button"
            className={styles.recorder}
            data-recording={recording || undefined}
            aria-describedby={`${id}-keys`}
            onClick={() => {
              setRefused(false);
              setHeld(recording ? null : "");
            }}
            onKeyDown={onKey}
            onBlur={() => setHeld(null)}
            data-testid="shortcut-recorder"
          >
            {recording && held === "" ? texts.recording : <Keys keys={shownKeys(held || value)} />}
            {!recording && <span className={styles.record}>{texts.record}</span>}
          </button>
          <span id={`${id}-keys`} className="unseen">
            {recording ? held : value}
          </span>
          {value !== USUAL && !recording && (
            <Button look="plain" onClick={() => update.mutate({ shortcut: USUAL })}>
              {texts.usual}
            </Button>
          )}
          <span role="status" className={refused ? styles.problem : styles.meta}>
            {refused ? texts.needsModifier : works && !recording ? texts.registered : ""}
          </span>
        </div>
      )}
    </Field>
  );
}
