import { useState } from "react";
import type { Metric } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { TextArea } from "../../kit/Field";
import { toast } from "../../kit/toast";
import { tellReached } from "./LogField";
import styles from "./Metrics.module.css";
import { texts } from "./texts";

export function ImportDialog({ open, metric, onClose }: { open: boolean; metric: Metric; onClose: () => void }) {
  const [text, setText] = useState("");
  const read = useMutation("metrics.import_csv");
  const go = () =>
    read.mutate(
      { metric: metric.id, text },
      {
        onSuccess: (made) => {
          setText("");
          onClose();
          toast({ text: texts.import.done(made.added, made.known) });
          tellReached(made);
        },
      },
    );
  return (
    <Dialog title={texts.import.title(metric.name)} open={open} onClose={onClose}>
      <p className={styles.quiet}>{texts.import.text}</p>
      <TextArea
        aria-label={texts.import.paste}
        placeholder={texts.import.sample}
        rows={8}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.foot}>
        <label className={styles.file}>
          {texts.import.file}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
          />
        </label>
        <Button look="primary" disabled={text.trim() === ""} title={texts.import.text} onClick={go}>
          {texts.import.go}
        </Button>
      </div>
    </Dialog>
  );
}
