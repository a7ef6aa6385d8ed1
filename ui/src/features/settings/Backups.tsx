// The copies of the data file: each can be read again, and put back.
import { useState } from "react";
import type { Backup } from "../../api/bindings";
import { useClient, useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { Notice } from "../../kit/Empty";
import { sayBytes, sayMoment, todayIso } from "../../kit/time";
import styles from "./Settings.module.css";
import { texts } from "./texts";

export function Backups() {
  const { transport } = useClient();
  const list = useOperation("data.backups", null);
  const backup = useMutation("data.backup");
  const restore = useMutation("data.restore");
  const [chosen, setChosen] = useState<Backup | null>(null);
  const [saved, setSaved] = useState<string | null>(null);

  const save = async (input: { path?: string }) => {
    const made = await backup.mutateAsync(input).catch(() => null);
    if (made) setSaved(texts.backedUp(made.path, sayBytes(made.bytes)));
    void list.refetch();
  };
  const saveTo = async () => {
    const path = await transport.window("choose_save", { name: `almanac-${todayIso()}.db` });
    if (path !== null) await save({ path });
  };
  const putBack = async (one: Backup) => {
    const decided = await restore.mutateAsync({ path: one.path }).catch(() => null);
    setChosen(null);
    if (decided) await transport.window("restart");
  };

  return (
    <>
      <h3 className={styles.part}>{texts.backups}</h3>
      <p className={styles.meta}>{texts.backupsHelp}</p>
      <div className={styles.buttons}>
        <Button onClick={() => void save({})} disabled={backup.isPending} data-testid="backup">
          {texts.backupHere}
        </Button>
        <Button onClick={() => void saveTo()} disabled={backup.isPending}>
          {texts.backupTo}
        </Button>
      </div>
      {saved && <Notice>{saved}</Notice>}
      {list.data?.length === 0 && <p className={styles.meta}>{texts.noBackups}</p>}
      <ul className={styles.backups}>
        {list.data?.map((one) => (
          <Row key={one.path} backup={one} onRestore={() => setChosen(one)} />
        ))}
      </ul>
      <Dialog title={texts.restoreTitle} open={chosen !== null} onClose={() => setChosen(null)}>
        {chosen && (
          <>
            <p>{texts.restoreText(sayMoment(chosen.made_at))}</p>
            <div className={styles.buttons}>
              <Button
                look="primary"
                disabled={restore.isPending}
                onClick={() => void putBack(chosen)}
                data-testid="restore-now"
              >
                {texts.restoreNow}
              </Button>
              <Button onClick={() => setChosen(null)}>{texts.cancel}</Button>
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}

function Row({ backup, onRestore }: { backup: Backup; onRestore: () => void }) {
  const verify = useOperation("data.verify", { path: backup.path }, { enabled: false });
  const verdict = verify.error?.message ?? (verify.data && texts.verified(verify.data.rows));
  return (
    <li data-testid="backup-row">
      <div>
        <p>
          {sayMoment(backup.made_at)} · {texts.reasons[backup.reason]}
        </p>
        <p className={styles.meta}>
          {sayBytes(backup.bytes)}
          {backup.rows !== null && ` · ${texts.rows(backup.rows)}`} · <span className={styles.path}>{backup.path}</span>
        </p>
        {backup.problem && <p className={styles.problem}>{sentence(backup.problem)}</p>}
        {verdict && !verify.isFetching && (
          <p role="status" className={verify.error ? styles.problem : styles.meta}>
            {verdict}
          </p>
        )}
      </div>
      <Button disabled={verify.isFetching} onClick={() => void verify.refetch()}>
        {verify.isFetching ? texts.verifying : texts.verify}
      </Button>
      <Button disabled={backup.problem !== null} onClick={onRestore}>
        {texts.restore}
      </Button>
    </li>
  );
}
