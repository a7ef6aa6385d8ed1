// The way back from one step: first what it would do and whether it can be done, then the button.
import { IconArrowBackUp } from "@tabler/icons-react";
import type { Change, StepId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import styles from "./Activity.module.css";
import { nameOf } from "./diff";
import { texts } from "./texts";

const SHOWN = 5;

export function Revert({ step }: { step: StepId }) {
  const preview = useOperation("history.preview", step, { fresh: true });
  const changes = useOperation("history.changes", step);
  const revert = useMutation("history.revert");
  if (!preview.data) return <p className={styles.will}>{texts.looking}</p>;
  if (!preview.data.possible)
    return (
      <Notice tone="ochre">
        <span data-testid="revert-refused">
          {texts.cannot} {sentence(preview.data.reason ?? "")}
        </span>
      </Notice>
    );
  const all = changes.data ?? [];
  return (
    <div className={styles.revert}>
      <div className={styles.will} data-testid="revert-preview">
        {texts.willHead}
        <ul>
          {all.slice(0, SHOWN).map((change) => (
            <li key={`${change.table}:${change.row_id}`}>{effectOf(change)}</li>
          ))}
          {all.length > SHOWN && <li>{texts.moreChanges(all.length - SHOWN)}</li>}
        </ul>
      </div>
      <Button
        icon={<IconArrowBackUp size={15} stroke={1.7} />}
        disabled={revert.isPending}
        onClick={() => revert.mutate(step)}
        data-testid="activity-revert"
      >
        {texts.revert}
      </Button>
    </div>
  );
}

function effectOf(change: Change): string {
  const what = `the ${change.table.replaceAll("_", " ")} ${nameOf(change)}`;
  if (change.before === null) return texts.will.created(what);
  return change.after === null ? texts.will.deleted(what) : texts.will.changed(what);
}
