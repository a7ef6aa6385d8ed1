import { IconDownload, IconPlayerStop, IconTrash } from "@tabler/icons-react";
import type { ModelState } from "../../api/bindings";
import { useClient, useMutation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button, IconButton } from "../../kit/Button";
import { Chip } from "../../kit/Chip";
import { Meter } from "../../kit/Meter";
import { Tip } from "../../kit/Tip";
import { sayBytes } from "../../kit/time";
import styles from "./Settings.module.css";
import { texts } from "./texts";

export type Download = { done: number; total: number };

/** One model: what it is, whether it is here and fits, what it could do when it was tried. */
export function ModelRow({ model, download }: { model: ModelState; download: Download | undefined }) {
  const client = useClient();
  const pull = useMutation("models.pull");
  const stop = useMutation("models.stop_pull");
  const remove = useMutation("models.remove");
  const probe = useMutation("models.probe");
  const again = { onSettled: () => client.refresh("models.list") };
  const loading = model.pulling || pull.isPending;
  const share = download && download.total > 0 ? `${Math.floor((download.done / download.total) * 100)} %` : "starting";
  const facts = [
    model.bytes > 0 ? sayBytes(model.bytes) : null,
    model.licence,
    !model.installed && model.on_disk > 0 && !model.damaged ? texts.begun(sayBytes(model.on_disk)) : null,
    model.note ?? (model.weak ? texts.weak : null),
  ].filter(Boolean);
  return (
    <li className={styles.model} data-testid="model-row" data-refused={model.refused !== null || undefined}>
      <div className={styles.modelWords}>
        <p className={styles.modelTitle}>
          {model.title}
          {model.active && <Chip tone="accent">{texts.active}</Chip>}
          {model.damaged && <Chip tone="rubric">{texts.damaged}</Chip>}
        </p>
        {facts.length > 0 && <p className={styles.meta}>{facts.join(" · ")}</p>}
        {model.refused && <p className={styles.refused}>{sentence(model.refused)}</p>}
        {loading && (
          <div className={styles.download} role="status">
            <span>{texts.downloading(share)}</span>
            <Meter label={model.title} value={download?.done ?? 0} max={download?.total ?? 1} />
          </div>
        )}
        {model.probe && (
          <p className={styles.meta} role="status">
            {texts.probeResult(model.probe.context_tokens, model.probe.tokens_per_second)} {sentence(model.probe.note)}
          </p>
        )}
      </div>
      {loading ? (
        <Button
          icon={<IconPlayerStop size={15} stroke={1.7} />}
          onClick={() => stop.mutate({ id: model.id }, again)}
          disabled={stop.isPending}
        >
          {texts.stop}
        </Button>
      ) : model.installed ? (
        <>
          {model.purpose === "chat" && !model.refused && (
            <Button onClick={() => probe.mutate({ id: model.id }, again)} disabled={probe.isPending}>
              {probe.isPending ? texts.probing : texts.probe}
            </Button>
          )}
          {model.on_disk > 0 && (
            <IconButton label={`${texts.remove} ${model.title}`} onClick={() => remove.mutate({ id: model.id }, again)}>
              <IconTrash size={16} stroke={1.6} />
            </IconButton>
          )}
        </>
      ) : (
        <Fetch model={model} onFetch={() => pull.mutate({ id: model.id }, again)} />
      )}
    </li>
  );
}

function Fetch({ model, onFetch }: { model: ModelState; onFetch: () => void }) {
  const button = (
    <Button
      icon={<IconDownload size={15} stroke={1.7} />}
      aria-disabled={model.refused !== null}
      onClick={() => model.refused === null && onFetch()}
    >
      {model.damaged ? texts.downloadAgain : model.on_disk > 0 ? texts.goOn : texts.download}
    </Button>
  );
  return model.refused ? <Tip label={sentence(model.refused)}>{button}</Tip> : button;
}
