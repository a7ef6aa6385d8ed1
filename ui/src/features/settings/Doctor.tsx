// What the doctor found, now or last time, and what can be made anew.
import { useState } from "react";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { sayMoment } from "../../kit/time";
import { toast } from "../../kit/toast";
import styles from "./Settings.module.css";
import { texts } from "./texts";

export function Doctor() {
  const report = useOperation("data.report", null);
  const doctor = useOperation("data.doctor", null, { enabled: false });
  const repair = useMutation("data.repair");
  const accept = useMutation("data.accept_loss");
  const [asked, setAsked] = useState(false);
  const examine = async () => {
    setAsked(true);
    await doctor.refetch();
    void report.refetch();
  };
  const found = asked ? doctor.data : report.data?.diagnosis;
  const again = (done: Promise<unknown>) =>
    void done
      .then(() => toast({ text: texts.repaired }))
      .then(examine)
      .catch(() => undefined);
  return (
    <>
      <div className={styles.buttons}>
        <Button onClick={() => void examine()} disabled={doctor.isFetching} data-testid="doctor">
          {texts.doctor}
        </Button>
      </div>
      {report.data && <p className={styles.meta}>{texts.lastCheck(sayMoment(report.data.at))}</p>}
      {asked && doctor.error && <Notice tone="rubric">{doctor.error.message}</Notice>}
      {found && !doctor.isFetching && (
        <div role="status" data-testid="diagnosis">
          <Notice tone={found.ok ? "quiet" : "rubric"}>{found.ok ? texts.doctorOk : texts.doctorBad}</Notice>
          <ul className={styles.checks}>
            {found.checks.map((check) => (
              <li key={check.name} data-ok={check.ok || undefined}>
                <span aria-hidden="true">{check.ok ? "✓" : "✗"}</span>
                <span className="unseen">{check.ok ? "passed" : "failed"}</span>
                <span className={styles.check}>{check.name}</span>
                <span className={styles.meta}>
                  {check.detail}{" "}
                  {check.repair && (
                    <Button
                      disabled={repair.isPending}
                      onClick={() => check.repair && again(repair.mutateAsync({ what: check.repair }))}
                    >
                      {texts.repair}
                    </Button>
                  )}
                  {!check.ok && check.name === "recent changes" && (
                    <Button disabled={accept.isPending} onClick={() => again(accept.mutateAsync(null))}>
                      {texts.understood}
                    </Button>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
