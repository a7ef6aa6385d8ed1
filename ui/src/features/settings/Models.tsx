import { type ReactNode, useState } from "react";
import type { ModelState, Settings } from "../../api/bindings";
import { useClient, useEvent, useMutation, useOperation } from "../../api/react";
import { Notice } from "../../kit/Empty";
import { Section } from "../../kit/Page";
import { Switch } from "../../kit/Switch";
import { sayBytes } from "../../kit/time";
import { type Download, ModelRow } from "./ModelRow";
import { ModelUses } from "./ModelUses";
import { Ollama } from "./Ollama";
import { Servers } from "./Servers";
import styles from "./Settings.module.css";
import { texts } from "./texts";

/** Everything about models: what does what, what is on this computer, and the programs and servers elsewhere. */
export function Models({ settings }: { settings: Settings }) {
  const client = useClient();
  const models = useOperation("models.list", null);
  const update = useMutation("settings.update");
  const [downloads, setDownloads] = useState<Record<string, Download>>({});
  useEvent("download", ({ model, done, total }) => {
    // The first word of a download that was begun elsewhere.
    if (!(model in downloads)) client.refresh("models.list");
    setDownloads((old) => ({ ...old, [model]: { done, total } }));
    if (total > 0 && done >= total) {
      client.refresh("models.list");
      setDownloads(({ [model]: _, ...rest }) => rest);
    }
  });
  const list = models.data ?? [];
  const of = (provider: ModelState["provider"]) => list.filter((model) => model.provider === provider);
  const rows = (some: ModelState[]): ReactNode =>
    some.length > 0 && (
      <ul className={styles.models}>
        {some.map((model) => (
          <ModelRow key={model.id} model={model} download={downloads[model.id]} />
        ))}
      </ul>
    );
  const refresh = () => {
    client.refresh("models.list");
    client.refresh("models.uses");
    client.refresh("models.ollama");
  };
  return (
    <>
      <Section title={texts.models}>
        <Switch
          label={texts.localOnly}
          help={texts.localOnlyHelp}
          checked={settings.local_only}
          onChange={(local_only) => update.mutate({ local_only }, { onSuccess: refresh })}
        />
        {models.error && <Notice tone="rubric">{models.error.message}</Notice>}
        <ModelUses settings={settings} models={list} onChange={refresh} />
      </Section>
      <Section title={texts.here}>
        <Computer />
        {(["embed", "chat"] as const).map((purpose) => (
          <div key={purpose} className={styles.group}>
            <h3 className={styles.purpose}>{texts.purpose[purpose]}</h3>
            {rows(of("built_in").filter((model) => model.purpose === purpose))}
          </div>
        ))}
      </Section>
      <Section title={texts.ollama}>
        <Ollama settings={settings} />
        {rows(of("ollama"))}
      </Section>
      <Section title={texts.servers}>
        <Servers />
        {rows(of("server").filter((model) => model.active || model.probe !== null))}
      </Section>
    </>
  );
}

/** What there is to run models on. */
function Computer() {
  const hardware = useOperation("models.hardware", null);
  if (!hardware.data) return null;
  const { memory, memory_free, cores, disk_free } = hardware.data;
  const size = (bytes: number | null) => (bytes === null ? null : sayBytes(bytes));
  return <p className={styles.meta}>{texts.computer(size(memory), size(memory_free), cores, size(disk_free))}</p>;
}
