import { sentence } from "../../api/sentence";
import { Button } from "../../kit/Button";
import { Meter } from "../../kit/Meter";
import type { Importing } from "./importing";
import styles from "./Library.module.css";
import { texts } from "./texts";

export function ImportState({ state, onStop, onClose }: { state: Importing; onStop: () => void; onClose: () => void }) {
  if (state.phase === "idle") return null;
  if (state.phase === "collecting")
    return (
      <div className={styles.import} role="status">
        {texts.collecting}
      </div>
    );
  if (state.phase === "sending")
    return (
      <div className={styles.import} role="status">
        <div className={styles.importLine}>
          <span>{texts.reading(state.done, state.total)}</span>
          {!state.whole && (
            <Button look="plain" onClick={onStop}>
              {texts.stop}
            </Button>
          )}
        </div>
        <Meter label={texts.reading(state.done, state.total)} value={state.done} max={state.total} />
      </div>
    );
  const { total, created, merged, skipped } = state.report;
  return (
    <div className={styles.import} role="status" data-testid="import-report">
      <div className={styles.importLine}>
        <span>
          <strong>{texts.report(total)}</strong>: {texts.created(created)}, {texts.merged(merged)},{" "}
          {texts.skipped(skipped.length)}.
        </span>
        <Button look="plain" onClick={onClose}>
          {texts.dismiss}
        </Button>
      </div>
      {skipped.length > 0 && (
        <details className={styles.skipped} open={skipped.length <= 5}>
          <summary>{texts.skippedWhy}</summary>
          <ul>
            {skipped.slice(0, 200).map((file, at) => (
              <li key={`${file.name}:${at}`}>
                <span className={styles.file}>{file.name}</span>
                <span>{sentence(file.reason)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
