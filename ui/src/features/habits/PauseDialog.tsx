import { useState } from "react";
import type { HabitId } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { DayField, Field, TextField } from "../../kit/Field";
import { todayIso } from "../../kit/time";
import styles from "./Habits.module.css";
import { texts } from "./texts";

export function PauseDialog({ habit, onClose }: { habit: HabitId; onClose: () => void }) {
  const pause = useMutation("habits.pause");
  const [from, setFrom] = useState(todayIso());
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  return (
    <Dialog title={texts.pause.title} open onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          pause.mutate({ habit, from, until, reason }, { onSuccess: onClose });
        }}
      >
        <Field label={texts.pause.from}>
          {(id) => (
            <DayField id={id} label={texts.pause.from} value={from} onChange={(day) => setFrom(day ?? todayIso())} />
          )}
        </Field>
        <Field label={texts.pause.until}>
          {(id) => (
            <DayField id={id} label={texts.pause.until} value={until} none={texts.pause.open} onChange={setUntil} />
          )}
        </Field>
        <Field label={texts.pause.reason}>
          {(id) => (
            <TextField
              id={id}
              value={reason}
              placeholder={texts.pause.reasonHint}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className={styles.formDo}>
          <Button look="plain" onClick={onClose}>
            {texts.form.cancel}
          </Button>
          <Button look="primary" type="submit">
            {texts.pause.do}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
