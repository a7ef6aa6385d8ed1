// Shown instead of the app when the database cannot be opened. It never offers to delete anything.

import { sentence } from "../api/sentence";
import type { StartState } from "../api/transport";
import { Button } from "../kit/Button";
import { KitProvider } from "../kit/mantine";
import styles from "./Recovery.module.css";
import { texts } from "./texts";
import { useTheme } from "./theme";

type Failed = Extract<StartState, { ok: false }>;

export function Recovery({ state, onRetry }: { state: Failed; onRetry: () => void }) {
  const scheme = useTheme((theme) => theme.scheme);
  const { byKind } = texts.recovery;
  const { kind, message } = state.failure;
  const advice = kind === "locked" || kind === "storage" || kind === "conflict" ? byKind[kind] : byKind.other;
  return (
    <KitProvider scheme={scheme}>
      <main className={styles.page} data-testid="recovery">
        <h1>{texts.recovery.title}</h1>
        <p role="alert" className={styles.failure}>
          {sentence(message)}
        </p>
        <p>{texts.recovery.safe}</p>
        <h2>{texts.recovery.steps}</h2>
        <p>{advice}</p>
        <Button look="primary" onClick={onRetry} autoFocus>
          {texts.recovery.retry}
        </Button>
        {state.data_file && (
          <>
            <h2>{texts.recovery.file}</h2>
            <p className={styles.path}>{state.data_file}</p>
          </>
        )}
        <h2>{texts.recovery.backups}</h2>
        {state.backups.length === 0 ? (
          <p>{texts.recovery.noBackups}</p>
        ) : (
          <ul>
            {state.backups.map((path) => (
              <li key={path} className={styles.path}>
                {path}
              </li>
            ))}
          </ul>
        )}
      </main>
    </KitProvider>
  );
}
