// Where a value is typed: it is read by the core, which knows what the metric takes.
import { type KeyboardEvent, type Ref, useState } from "react";
import type { MetricLogged, MetricRow } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { TextField } from "../../kit/Field";
import { toast } from "../../kit/toast";
import styles from "./Metrics.module.css";
import { texts } from "./texts";

type Props = {
  metric: MetricRow;
  text: string;
  onText: (text: string) => void;
  onDone?: () => void;
  onLeave?: () => void;
  ref?: Ref<HTMLInputElement>;
};

export function LogField({ metric, text, onText, onDone, onLeave, ref }: Props) {
  const log = useMutation("metrics.log");
  const [wrong, setWrong] = useState(false);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      onText("");
      setWrong(false);
      onLeave?.();
    }
    if (event.key !== "Enter" || text.trim() === "" || log.isPending) return;
    event.preventDefault();
    log.mutate(
      { metric: metric.id, text },
      {
        onSuccess: (logged) => {
          onText("");
          setWrong(false);
          tellReached(logged);
          onDone?.();
        },
        onError: () => setWrong(true),
      },
    );
  };
  return (
    <TextField
      {...(ref ? { ref } : {})}
      className={styles.field ?? ""}
      aria-label={texts.log(metric.name)}
      aria-invalid={wrong || undefined}
      placeholder={hint(metric)}
      value={text}
      inputMode={metric.kind === "yes_no" ? "text" : "decimal"}
      onChange={(event) => {
        setWrong(false);
        onText(event.target.value);
      }}
      onKeyDown={onKeyDown}
      data-testid="metric-log"
    />
  );
}

export function hint({ kind, unit, scale_max }: MetricRow): string {
  if (kind === "numeric") return unit || texts.logHint.numeric;
  return kind === "scale" ? `${texts.logHint.scale}${scale_max}` : texts.logHint[kind];
}

/** Says once what was reached. */
export function tellReached({ reached }: Pick<MetricLogged, "reached">): void {
  for (const { kind, level } of reached)
    toast({ id: `milestone:${kind}:${level}`, text: texts.reached(texts.milestone(kind, level)) });
}
