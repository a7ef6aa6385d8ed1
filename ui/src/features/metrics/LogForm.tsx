// A value for today or an earlier day, with a note.
import { type KeyboardEvent, useState } from "react";
import type { MetricRow } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { DayField, TextField } from "../../kit/Field";
import { sayDay, todayIso } from "../../kit/time";
import { hint, tellReached } from "./LogField";
import styles from "./Metrics.module.css";
import { texts } from "./texts";

export function LogForm({ metric }: { metric: MetricRow }) {
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [day, setDay] = useState<string | null>(null);
  const log = useMutation("metrics.log");
  const save = () => {
    if (text.trim() === "" || log.isPending) return;
    log.mutate(
      { metric: metric.id, text, ...(day ? { day } : {}), ...(note.trim() ? { note } : {}) },
      {
        onSuccess: (logged) => {
          setText("");
          setNote("");
          tellReached(logged);
        },
      },
    );
  };
  const onEnter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) save();
  };
  return (
    <div className={styles.form}>
      <TextField
        className={styles.field ?? ""}
        aria-label={texts.log(metric.name)}
        placeholder={hint(metric)}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onEnter}
        data-testid="metric-log"
      />
      <div className={styles.day}>
        <DayField
          label={texts.day}
          value={day ?? todayIso()}
          text={sayDay(day ?? todayIso())}
          onChange={(next) => setDay(next === todayIso() ? null : next)}
        />
      </div>
      <TextField
        aria-label={texts.note}
        placeholder={texts.noteHint}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={onEnter}
      />
      <Button
        look="primary"
        onClick={save}
        disabled={text.trim() === ""}
        title={text.trim() === "" ? texts.typeFirst : undefined}
      >
        {texts.logged}
      </Button>
    </div>
  );
}
