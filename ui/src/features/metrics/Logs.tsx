// What was written down, the newest first; each line can be edited in place or deleted.
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { Metric, MetricLog } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { DayField, TextField } from "../../kit/Field";
import { Section } from "../../kit/Page";
import { sayClock, sayDay } from "../../kit/time";
import { sayValue, typed } from "./format";
import styles from "./Metrics.module.css";
import { texts } from "./texts";

const PAGE = 25;

export function Logs({ metric, today }: { metric: Metric; today: string }) {
  const [limit, setLimit] = useState(PAGE);
  const [edited, setEdited] = useState<number | null>(null);
  const page = useOperation("metrics.logs", { metric: metric.id, limit }, { keep: true });
  const remove = useMutation("metrics.delete_log");
  const logs = page.data?.logs ?? [];
  return (
    <Section title={texts.logs} count={page.data?.total}>
      {page.data?.total === 0 && <p className={styles.quiet}>{texts.noLogs}</p>}
      {logs.length > 0 && (
        <table className={styles.logs}>
          <thead className="unseen">
            <tr>
              <th scope="col">{texts.day}</th>
              <th scope="col">{texts.value}</th>
              <th scope="col">{texts.note}</th>
              <th scope="col">{texts.actions}</th>
            </tr>
          </thead>
          <tbody>
            {logs.map((log) =>
              edited === log.id ? (
                <Editing key={log.id} metric={metric} log={log} onDone={() => setEdited(null)} />
              ) : (
                <tr key={log.id} data-testid="metric-log-row">
                  <td className={styles.logDay}>
                    {sayDay(log.day, today)}
                    {log.at !== null && <span className={styles.when}> {sayClock(log.at)}</span>}
                  </td>
                  <td className={styles.logValue}>{sayValue(metric, log.value)}</td>
                  <td className={styles.logNote}>{log.note}</td>
                  <td className={styles.logActions}>
                    <IconButton label={texts.editLog(log.day)} onClick={() => setEdited(log.id)}>
                      <IconPencil size={15} stroke={1.7} />
                    </IconButton>
                    <IconButton label={texts.deleteLog(log.day)} onClick={() => remove.mutate(log.id)}>
                      <IconTrash size={15} stroke={1.7} />
                    </IconButton>
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      )}
      {(page.data?.total ?? 0) > logs.length && (
        <Button look="plain" onClick={() => setLimit(limit + 100)}>
          {texts.more}
        </Button>
      )}
    </Section>
  );
}

function Editing({ metric, log, onDone }: { metric: Metric; log: MetricLog; onDone: () => void }) {
  const [text, setText] = useState(typed(metric, log.value));
  const [day, setDay] = useState<string>(log.day);
  const [note, setNote] = useState(log.note);
  const edit = useMutation("metrics.edit_log");
  const save = () =>
    edit.mutate({ log: log.id, text, note, ...(day === log.day ? {} : { day }) }, { onSuccess: onDone });
  const keys = {
    onKeyDown: (event: React.KeyboardEvent<HTMLInputElement>) => {
      if (event.key === "Enter" && !event.nativeEvent.isComposing) save();
      if (event.key === "Escape") {
        event.stopPropagation();
        onDone();
      }
    },
  };
  return (
    <tr>
      <td className={styles.logDay}>
        <DayField label={texts.day} value={day} text={sayDay(day)} onChange={(next) => setDay(next ?? log.day)} />
      </td>
      <td className={styles.logValue}>
        <TextField
          autoFocus
          aria-label={texts.value}
          value={text}
          onChange={(e) => setText(e.target.value)}
          {...keys}
        />
      </td>
      <td className={styles.logNote}>
        <TextField aria-label={texts.note} value={note} onChange={(e) => setNote(e.target.value)} {...keys} />
      </td>
      <td className={styles.logActions}>
        <Button look="plain" onClick={onDone}>
          {texts.cancel}
        </Button>
        <Button onClick={save}>{texts.save}</Button>
      </td>
    </tr>
  );
}
