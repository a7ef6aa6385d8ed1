import type { Change, StepId } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Notice } from "../../kit/Empty";
import styles from "./Activity.module.css";
import { differences, nameOf } from "./diff";
import { texts } from "./texts";

const SHOWN = 50;

export function Changes({ step }: { step: StepId }) {
  const changes = useOperation("history.changes", step);
  if (changes.error) return <Notice tone="rubric">{changes.error.message}</Notice>;
  const all = changes.data ?? [];
  return (
    <>
      {all.slice(0, SHOWN).map((change) => (
        <One key={`${change.table}:${change.row_id}`} change={change} />
      ))}
      {all.length > SHOWN && <p className={styles.rest}>{texts.moreChanges(all.length - SHOWN)}</p>}
    </>
  );
}

function One({ change }: { change: Change }) {
  const verb = change.before === null ? texts.created : change.after === null ? texts.deleted : texts.changed;
  return (
    <div className={styles.change}>
      <p className={styles.changeHead}>
        {verb} {change.table} {nameOf(change)}
      </p>
      <dl>
        {differences(change).map(({ field, before, after }) => (
          <div key={field} className={styles.field}>
            <dt>{field}</dt>
            <dd>
              {before !== null && (
                <del>
                  <span className="unseen">{texts.before}: </span>
                  {before}
                </del>
              )}
              {after !== null && (
                <ins>
                  <span className="unseen">{texts.after}: </span>
                  {after}
                </ins>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
