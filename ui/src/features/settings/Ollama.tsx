import { useState } from "react";
import type { Settings } from "../../api/bindings";
import { useClient, useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button } from "../../kit/Button";
import { Field, TextField } from "../../kit/Field";
import styles from "./Settings.module.css";
import { texts } from "./texts";

export function Ollama({ settings }: { settings: Settings }) {
  const client = useClient();
  const ollama = useOperation("models.ollama", null);
  const update = useMutation("settings.update");
  const [address, setAddress] = useState(settings.ollama_address);
  const check = () => {
    client.refresh("models.ollama");
    client.refresh("models.list");
  };
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
    </>
  );
}
