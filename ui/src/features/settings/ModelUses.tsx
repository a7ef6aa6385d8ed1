import type { ModelState, ModelUse, Settings } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Notice } from "../../kit/Empty";
import { type Choice, Field, Select } from "../../kit/Field";
import styles from "./Settings.module.css";
import { texts } from "./texts";

type Props = { settings: Settings; models: readonly ModelState[]; onChange: () => void };

/** Which model does what, and what of the person's goes to it. */
export function ModelUses({ settings, models, onChange }: Props) {
  const uses = useOperation("models.uses", null);
  const update = useMutation("settings.update");
  const save = (patch: Partial<Pick<Settings, "chat_model" | "chat_fallback" | "embed_model">>) =>
    update.mutate(patch, { onSuccess: onChange });
  const use = (what: ModelUse["what"]) => uses.data?.find((one) => one.what === what);
  const chat = choices(models, "chat");
  return (
    <>
      <Field label={texts.answersWith}>
        {(id) => (
          <div className={styles.medium}>
            <Select
              id={id}
              label={texts.answersWith}
              value={settings.chat_model}
              choices={present(
                [{ value: "auto", label: texts.auto }, { value: "extractive", label: texts.extractive }, ...chat],
                settings.chat_model,
              )}
              search={chat.length > 8}
              onChange={(chat_model) => chat_model && save({ chat_model })}
            />
            <Sent use={use("chat")} />
          </div>
        )}
      </Field>
      <Field label={texts.fallback} help={texts.fallbackHelp}>
        {(id) => (
          <div className={styles.medium}>
            <Select
              id={id}
              label={texts.fallback}
              value={settings.chat_fallback || "none"}
              choices={present([{ value: "none", label: texts.noFallback }, ...chat], settings.chat_fallback || "none")}
              search={chat.length > 8}
              onChange={(value) => value && save({ chat_fallback: value === "none" ? "" : value })}
            />
          </div>
        )}
      </Field>
      <Field label={texts.findsWith} help={texts.findsWithHelp}>
        {(id) => (
          <div className={styles.medium}>
            <Select
              id={id}
              label={texts.findsWith}
              value={settings.embed_model}
              choices={present(choices(models, "embed"), settings.embed_model)}
              search={false}
              onChange={(embed_model) => embed_model && save({ embed_model })}
            />
            <Sent use={use("embed")} />
          </div>
        )}
      </Field>
    </>
  );
}

/** What leaves this computer, where to; nothing where it stays. */
function Sent({ use }: { use: ModelUse | undefined }) {
  if (!use) return null;
  if (use.refused) return <Notice tone="ochre">{sentence(use.refused)}</Notice>;
  if (!use.model) return null;
  if (!use.leaves_to) return <p className={styles.meta}>{texts.stays}</p>;
  return (
    <details className={styles.sent}>
      <summary>{texts.sentTo(use.leaves_to)}</summary>
      <ul>
        {use.sends.map((what) => (
          <li key={what}>{sentence(what)}</li>
        ))}
      </ul>
    </details>
  );
}

/** The models for one purpose that can be used here and now. */
function choices(models: readonly ModelState[], purpose: ModelState["purpose"]): Choice[] {
  return models
    .filter((model) => model.purpose === purpose && model.installed && model.refused === null)
    .map((model) => ({ value: model.id, label: `${model.title}${origin(model)}` }));
}

function origin(model: ModelState): string {
  if (model.provider === "ollama") return ", Ollama";
  if (model.provider === "server") return `, ${model.id.slice("server:".length).split("/")[0]}`;
  return "";
}

/** The choices with the present one among them, even if it cannot be used now. */
function present(list: readonly Choice[], value: string): Choice[] {
  return list.some((choice) => choice.value === value) ? [...list] : [...list, { value, label: value }];
}
