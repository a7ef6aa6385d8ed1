import { IconDownload, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { ModelState, Probe, Settings } from "../../api/bindings";
import { useClient, useEvent, useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Chip } from "../../kit/Chip";
import { Notice } from "../../kit/Empty";
import { Field, Select } from "../../kit/Field";
import { Meter } from "../../kit/Meter";
import { sayBytes } from "../../kit/time";
import styles from "./Settings.module.css";
import { texts } from "./texts";

type Download = { done: number; total: number };

export function Models({ settings }: { settings: Settings }) {
  const client = useClient();
  const models = useOperation("models.list", null);
  const update = useMutation("settings.update");
  const [downloads, setDownloads] = useState<Record<string, Download>>({});
  useEvent("download", ({ model, done, total }) => {
    setDownloads((old) => ({ ...old, [model]: { done, total } }));
    if (total > 0 && done >= total) {
      client.refresh("models.list");
      setDownloads(({ [model]: _, ...rest }) => rest);
    }
  });
  const list = models.data ?? [];
  const chat = list.filter((model) => model.purpose === "chat" && model.installed);
  return (
    <>
      {models.error && <Notice tone="rubric">{models.error.message}</Notice>}
      <Field label={texts.answersWith}>
        {(id) => (
          <div className={styles.medium}>
            <Select
              id={id}
              label={texts.answersWith}
              value={settings.chat_model}
              choices={[
                { value: "auto", label: texts.auto },
                { value: "extractive", label: texts.extractive },
                ...chat.map((model) => ({ value: settingOf(model), label: model.title })),
              ]}
              search={false}
              onChange={(chat_model) =>
                chat_model && update.mutate({ chat_model }, { onSuccess: () => client.refresh("models.list") })
              }
            />
          </div>
        )}
      </Field>
      {(["embed", "chat"] as const).map((purpose) => {
        const some = list.filter((model) => model.purpose === purpose);
        if (some.length === 0) return null;
        return (
          <div key={purpose} className={styles.models}>
            <h3 className={styles.purpose}>{texts.purpose[purpose]}</h3>
            <ul>
              {some.map((model) => (
                <Model key={model.id} model={model} download={downloads[model.id]} />
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

function settingOf(model: ModelState): string {
  const prefix = model.provider === "ollama" ? "ollama:" : "builtin:";
  return model.id.startsWith(prefix) ? model.id : `${prefix}${model.id}`;
}

function Model({ model, download }: { model: ModelState; download: Download | undefined }) {
  const client = useClient();
  const pull = useMutation("models.pull");
  const remove = useMutation("models.remove");
  const probe = useMutation("models.probe");
  const again = { onSettled: () => client.refresh("models.list") };
  const result: Probe | undefined = probe.data;
  const loading = download !== undefined || pull.isPending;
  const share = download && download.total > 0 ? `${Math.floor((download.done / download.total) * 100)} %` : "starting";
  return (
    <li className={styles.model} data-testid="model-row">
      <div className={styles.modelWords}>
        <p className={styles.modelTitle}>
          {model.title}
          {model.active && <Chip tone="accent">{texts.active}</Chip>}
        </p>
        <p className={styles.meta}>
          {[
            sayBytes(model.bytes),
            model.licence,
            model.provider === "ollama" ? "Ollama" : null,
            model.note ?? (model.weak ? texts.weak : null),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {loading && (
          <div className={styles.download} role="status">
            <span>{texts.downloading(share)}</span>
            <Meter label={model.title} value={download?.done ?? 0} max={download?.total ?? 1} />
          </div>
        )}
        {result && (
          <p className={styles.meta} role="status">
            {texts.probeResult(result.json, result.context_tokens, result.tokens_per_second)}
            {result.note && `. ${result.note}`}
          </p>
        )}
      </div>
      {model.installed ? (
        <>
          {model.purpose === "chat" && (
            <Button onClick={() => probe.mutate({ id: model.id })} disabled={probe.isPending}>
              {probe.isPending ? texts.probing : texts.probe}
            </Button>
          )}
          <IconButton label={`${texts.remove} ${model.title}`} onClick={() => remove.mutate({ id: model.id }, again)}>
            <IconTrash size={16} stroke={1.6} />
          </IconButton>
        </>
      ) : (
        <Button
          icon={<IconDownload size={15} stroke={1.7} />}
          disabled={loading}
          onClick={() => pull.mutate({ id: model.id }, again)}
        >
          {texts.download}
        </Button>
      )}
    </li>
  );
}
