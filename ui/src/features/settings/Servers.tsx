import { IconPlus, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { Server } from "../../api/bindings";
import { useClient, useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button, IconButton } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { Field, TextField } from "../../kit/Field";
import { Switch } from "../../kit/Switch";
import styles from "./Settings.module.css";
import { texts } from "./texts";

/** OpenAI-compatible servers: add, try, give a key, remove. */
export function Servers() {
  const servers = useOperation("servers.list", null);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <p className={styles.meta}>{texts.serversHelp}</p>
      {servers.error && <Notice tone="rubric">{servers.error.message}</Notice>}
      <ul className={styles.models}>
        {servers.data?.map((server) => (
          <ServerRow key={server.id} server={server} />
        ))}
      </ul>
      {adding ? (
        <NewServer onDone={() => setAdding(false)} />
      ) : (
        <div className={styles.buttons}>
          <Button icon={<IconPlus size={15} stroke={1.7} />} onClick={() => setAdding(true)}>
            {texts.addServer}
          </Button>
        </div>
      )}
    </>
  );
}

function ServerRow({ server }: { server: Server }) {
  const client = useClient();
  const test = useMutation("servers.test");
  const remove = useMutation("servers.remove");
  const setKey = useMutation("servers.set_key");
  const [key, setKeyText] = useState<string | null>(null);
  const refresh = { onSettled: () => client.refresh("models.list") };
  return (
    <li className={styles.model} data-testid="server-row" data-refused={server.refused !== null || undefined}>
      <div className={styles.modelWords}>
        <p className={styles.modelTitle}>{server.name}</p>
        <p className={styles.meta}>
          {[server.address, server.key ? texts.keyIn[server.key] : texts.noKey, server.unencrypted && texts.unencrypted]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {server.refused && <p className={styles.refused}>{sentence(server.refused)}</p>}
        {test.error ? (
          <Notice tone="rubric">{sentence(test.error.message)}</Notice>
        ) : (
          server.models.length > 0 && (
            <details className={styles.sent}>
              <summary>{texts.offers(server.models.length)}</summary>
              <p>{server.models.join(", ")}</p>
            </details>
          )
        )}
        {key !== null && (
          <form
            className={styles.keyForm}
            onSubmit={(event) => {
              event.preventDefault();
              setKey.mutate({ id: server.id, key: key || null }, { onSuccess: () => setKeyText(null) });
            }}
          >
            <TextField
              type="password"
              aria-label={texts.key}
              value={key}
              onChange={(event) => setKeyText(event.target.value)}
            />
            <Button type="submit" look="primary" disabled={setKey.isPending}>
              {texts.save}
            </Button>
          </form>
        )}
      </div>
      <Button look="plain" onClick={() => setKeyText(key === null ? "" : null)}>
        {key === null ? texts.changeKey : texts.cancel}
      </Button>
      {!server.refused && (
        <Button onClick={() => test.mutate(server.id, refresh)} disabled={test.isPending}>
          {test.isPending ? texts.probing : texts.probe}
        </Button>
      )}
      <IconButton label={`${texts.remove} ${server.name}`} onClick={() => remove.mutate(server.id, refresh)}>
        <IconTrash size={16} stroke={1.6} />
      </IconButton>
    </li>
  );
}

function NewServer({ onDone }: { onDone: () => void }) {
  const client = useClient();
  const add = useMutation("servers.add");
  const test = useMutation("servers.test");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [key, setKey] = useState("");
  const [unencrypted, setUnencrypted] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(
      { name, address, key: key || null, unencrypted },
      {
        onSuccess: (server) => {
          onDone();
          test.mutate(server.id, { onSettled: () => client.refresh("models.list") });
        },
      },
    );
  };
  const field = (label: string, value: string, set: (text: string) => void, rest: Record<string, string> = {}) => (
    <Field label={label}>
      {(id) => (
        <div className={styles.medium}>
          <TextField id={id} value={value} onChange={(event) => set(event.target.value)} {...rest} />
        </div>
      )}
    </Field>
  );
  return (
    <form className={styles.newServer} onSubmit={submit} aria-label={texts.addServer}>
      {field(texts.name, name, setName, { placeholder: "OpenAI" })}
      {field(texts.address, address, setAddress, { placeholder: "https://api.openai.com/v1" })}
      {field(texts.key, key, setKey, { type: "password", placeholder: texts.keyHint })}
      {address.trim().startsWith("http:") && (
        <Switch
          label={texts.allowUnencrypted}
          help={texts.allowUnencryptedHelp}
          checked={unencrypted}
          onChange={setUnencrypted}
        />
      )}
      {add.error && <Notice tone="rubric">{sentence(add.error.message)}</Notice>}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" disabled={add.isPending}>
          {texts.add}
        </Button>
        <Button look="plain" onClick={onDone}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}
