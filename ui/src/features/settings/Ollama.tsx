import { type FormEvent, useEffect, useState } from "react";
import type { Settings } from "../../api/bindings";
import { useClient, useEvent, useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button } from "../../kit/Button";
import { Field, TextField } from "../../kit/Field";
import { Meter } from "../../kit/Meter";
import styles from "./Settings.module.css";
import { texts } from "./texts";

/** How often a server that is off is looked for while this is in sight. */
const LOOK_EVERY = 5000;

export function Ollama({ settings }: { settings: Settings }) {
  const client = useClient();
  const ollama = useOperation("models.ollama", null);
  const update = useMutation("settings.update");
  const [address, setAddress] = useState(settings.ollama_address);
  const check = () => {
    client.refresh("models.ollama");
    client.refresh("models.list");
  };
  const off = ollama.data?.running === false;
  useEffect(() => {
    if (!off) return;
    const timer = setInterval(() => client.refresh("models.ollama"), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [client, off]);
  return (
    <>
      <div className={styles.status}>
        <span className={styles.light} data-on={ollama.data?.running || undefined} aria-hidden="true" />
        <span>
          {ollama.data ? (ollama.data.running ? texts.ollamaRunning(ollama.data.version) : texts.ollamaOff) : "…"}
        </span>
        <Button look="plain" onClick={check}>
          {texts.check}
        </Button>
      </div>
      {ollama.data?.note && !ollama.data.running && <p className={styles.meta}>{sentence(ollama.data.note)}</p>}
      <Field label={texts.address}>
        {(id) => (
          <div className={styles.medium}>
            <TextField
              id={id}
              value={address}
              onChange={(event) => setAddress(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter") event.currentTarget.blur();
              }}
              onBlur={() => {
                if (address !== settings.ollama_address)
                  update.mutate(
                    { ollama_address: address.trim() },
                    { onSuccess: check, onError: () => setAddress(settings.ollama_address) },
                  );
              }}
            />
          </div>
        )}
      </Field>
      {ollama.data?.running && <FetchModel onDone={check} />}
    </>
  );
}

/** Lets Ollama fetch a model by its name. */
function FetchModel({ onDone }: { onDone: () => void }) {
  const pull = useMutation("models.pull");
  const stop = useMutation("models.stop_pull");
  const [name, setName] = useState("");
  const [progress, setProgress] = useState({ done: 0, total: 0 });
  const id = `ollama:${name.trim()}`;
  useEvent("download", ({ model, done, total }) => {
    if (model === id) setProgress({ done, total });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) pull.mutate({ id }, { onSuccess: () => setName(""), onSettled: onDone });
  };
  return (
    <form onSubmit={submit}>
      <Field label={texts.fetchModel}>
        {(field) => (
          <>
            <div className={styles.keyForm}>
              <TextField
                id={field}
                value={name}
                placeholder="qwen3:4b"
                readOnly={pull.isPending}
                onChange={(event) => setName(event.target.value)}
              />
              {pull.isPending ? (
                <Button onClick={() => stop.mutate({ id })}>{texts.stop}</Button>
              ) : (
                <Button type="submit">{texts.download}</Button>
              )}
            </div>
            {pull.isPending && (
              <div className={styles.download} role="status">
                <span>
                  {texts.downloading(
                    progress.total > 0 ? `${Math.floor((progress.done / progress.total) * 100)} %` : "starting",
                  )}
                </span>
                <Meter label={name} value={progress.done} max={progress.total} />
              </div>
            )}
          </>
        )}
      </Field>
    </form>
  );
}
