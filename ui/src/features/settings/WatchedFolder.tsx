import { useState } from "react";
import { useClient, useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { Field } from "../../kit/Field";
import { toast } from "../../kit/toast";
import styles from "./Settings.module.css";
import { texts } from "./texts";

/** What another program or device puts into a folder is taken in. */
export function WatchedFolder({ folder }: { folder: string }) {
  const { transport } = useClient();
  const update = useMutation("settings.update");
  const look = useMutation("watched.look");
  const [refused, setRefused] = useState<{ name: string; reason: string }[]>([]);
  const choose = () =>
    void transport.window("choose_folder").then(
      ([chosen]) => chosen && update.mutate({ watched_folder: chosen }),
      () => undefined,
    );
  const lookNow = () =>
    look.mutate(null, {
      onSuccess: ({ taken, refused }) => {
        setRefused(refused);
        toast({ text: texts.watched.taken(taken.length) });
      },
    });
  return (
    <Field label={texts.watched.label} help={texts.watched.help}>
      {(id) => (
        <>
          <div className={styles.buttons} id={id}>
            {folder && <span className={styles.path}>{folder}</span>}
            <Button onClick={choose}>{folder ? texts.watched.other : texts.watched.choose}</Button>
            {folder && (
              <>
                <Button onClick={lookNow}>{texts.watched.look}</Button>
                <Button onClick={() => update.mutate({ watched_folder: "" })}>{texts.watched.stop}</Button>
              </>
            )}
          </div>
          {refused.length > 0 && (
            <Notice tone="ochre">
              {refused.map(({ name, reason }) => (
                <span key={name} className={styles.line}>
                  {name}: {reason}
                </span>
              ))}
            </Notice>
          )}
        </>
      )}
    </Field>
  );
}
