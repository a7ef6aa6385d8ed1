import { useState } from "react";
import type { About } from "../../api/bindings";
import { useClient, useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { sayBytes, todayIso } from "../../kit/time";
import styles from "./Settings.module.css";
import { texts } from "./texts";

export function Data({ about }: { about: About | undefined }) {
  const { transport } = useClient();
  const backup = useMutation("data.backup");
  const doctor = useOperation("data.doctor", null, { enabled: false });
  const [asked, setAsked] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const save = async () => {
    const path = await transport.window("choose_save", { name: `almanac-${todayIso()}.sqlite` });
    if (path === null) return;
    const result = await backup.mutateAsync({ path }).catch(() => null);
    if (result) setSaved(texts.backedUp(result.path, sayBytes(result.bytes)));
  };
  return (
    <>
      {about && (
        <dl className={styles.paths}>
          <dt>{texts.file}</dt>
          <dd>
            <span className={styles.path}>{about.data_file}</span> {sayBytes(about.bytes)}
          </dd>
          <dt>{texts.folder}</dt>
          <dd>
            <span className={styles.path}>{about.models_folder}</span>
          </dd>
        </dl>
      )}
      <div className={styles.buttons}>
        <Button onClick={() => void save()} disabled={backup.isPending} data-testid="backup">
          {texts.backup}
        </Button>
        <Button
          onClick={() => {
            setAsked(true);
            void doctor.refetch();
          }}
          disabled={doctor.isFetching}
          data-testid="doctor"
        >
          {texts.doctor}
        </Button>
      </div>
      {saved && <Notice>{saved}</Notice>}
      {asked && doctor.error && <Notice tone="rubric">{doctor.error.message}</Notice>}
      {asked && doctor.data && !doctor.isFetching && (
        <div role="status" data-testid="diagnosis">
          <Notice tone={doctor.data.ok ? "quiet" : "rubric"}>
            {doctor.data.ok ? texts.doctorOk : texts.doctorBad}
          </Notice>
          <ul className={styles.checks}>
            {doctor.data.checks.map((check) => (
              <li key={check.name} data-ok={check.ok || undefined}>
                <span aria-hidden="true">{check.ok ? "✓" : "✗"}</span>
                <span className="unseen">{check.ok ? "passed" : "failed"}</span>
                <span className={styles.check}>{check.name}</span>
                <span className={styles.meta}>{check.detail}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
