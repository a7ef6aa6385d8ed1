// The sample data: added and taken away, each in one step.
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import styles from "./Settings.module.css";
import { texts } from "./texts";

export function Samples() {
  const state = useOperation("samples.state", null);
  const add = useMutation("samples.add");
  const remove = useMutation("samples.remove");
  const busy = add.isPending || remove.isPending;
  if (!state.data) return null;
  const { tasks, items } = state.data;
  const here = tasks + items > 0;
  return (
    <>
      <h3 className={styles.part}>{texts.samples}</h3>
      <p className={styles.meta} data-testid="samples-state">
        {here ? texts.samplesHere(tasks, items) : texts.samplesNone}
      </p>
      <div className={styles.buttons}>
        {here ? (
          <Button disabled={busy} onClick={() => remove.mutate(null)} data-testid="samples-remove">
            {texts.removeSamples}
          </Button>
        ) : (
          <Button disabled={busy} onClick={() => add.mutate(null)} data-testid="samples-add">
            {texts.addSamples}
          </Button>
        )}
      </div>
    </>
  );
}
