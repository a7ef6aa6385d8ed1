// Shown instead of the app when the database cannot be opened. It never offers to delete anything.
import { useState } from "react";
import type { Backup } from "../api/bindings";
import { sentence } from "../api/sentence";
import { type StartState, type Transport, toFailure } from "../api/transport";
import { Button } from "../kit/Button";
import { Notice } from "../kit/Empty";
import { KitProvider } from "../kit/mantine";
import { sayBytes, sayMoment } from "../kit/time";
import styles from "./Recovery.module.css";
import { texts } from "./texts";
import { useTheme } from "./theme";

type Failed = Extract<StartState, { ok: false }>;
type Props = { state: Failed; transport: Pick<Transport, "window">; onRetry: () => void };

export function Recovery({ state, transport, onRetry }: Props) {
  const scheme = useTheme((theme) => theme.scheme);
  const { byKind } = texts.recovery;
  const { kind, message } = state.failure;
  const advice = kind === "locked" || kind === "storage" || kind === "conflict" ? byKind[kind] : byKind.other;
  const [chosen, setChosen] = useState<Backup | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  /** Does one thing; what goes wrong is said, and the page stays. */
  const attempt = async (work: () => Promise<boolean>) => {
    setBusy(true);
    setProblem(null);
    try {
      if (await work()) onRetry();
    } catch (error) {
      setProblem(toFailure(error).message);
    } finally {
      setBusy(false);
    }
  };
  const restore = (backup: Backup) =>
    attempt(() => transport.window("restore_backup", { backup: backup.path }).then(() => true));

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
        <div className={styles.buttons}>
          <Button look="primary" onClick={onRetry} disabled={busy} autoFocus>
            {texts.recovery.retry}
          </Button>
          <Button onClick={() => void attempt(() => transport.window("show_data_folder").then(() => false))}>
            {texts.recovery.show}
          </Button>
          <Button disabled={busy} onClick={() => void attempt(() => transport.window("open_elsewhere"))}>
            {texts.recovery.elsewhere}
          </Button>
        </div>
        {problem && <Notice tone="rubric">{problem}</Notice>}
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
          <ul className={styles.backups}>
            {state.backups.map((backup) => (
              <li key={backup.path} data-testid="recovery-backup">
                <div>
                  <p>
                    {sayMoment(backup.made_at)} · {texts.recovery.reasons[backup.reason]} · {sayBytes(backup.bytes)}
                  </p>
                  <p className={styles.path}>{backup.path}</p>
                  {backup.problem && <p className={styles.problem}>{sentence(backup.problem)}</p>}
                </div>
                {chosen?.path === backup.path ? (
                  <Button look="primary" disabled={busy} onClick={() => void restore(backup)}>
                    {texts.recovery.sure}
                  </Button>
                ) : (
                  <Button disabled={busy || backup.problem !== null} onClick={() => setChosen(backup)}>
                    {texts.recovery.restore}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        {chosen && <p role="status">{texts.recovery.kept}</p>}
      </main>
    </KitProvider>
  );
}
