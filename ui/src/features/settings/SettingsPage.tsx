import { useState } from "react";
import type { Settings } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { Field, Select, TextField } from "../../kit/Field";
import { Page, Section } from "../../kit/Page";
import { Segments, Switch } from "../../kit/Switch";
import { toast } from "../../kit/toast";
import { Data } from "./Data";
import { Models } from "./Models";
import styles from "./Settings.module.css";
import { texts } from "./texts";

export function SettingsPage() {
  const settings = useOperation("settings.get", null);
  const about = useOperation("data.about", null);
  const update = useMutation("settings.update");
  const data = settings.data;
  return (
    <Page title={texts.title} note={about.data && texts.about(about.data.version)}>
      {settings.error && <Notice tone="rubric">{settings.error.message}</Notice>}
      {data && (
        <div className={styles.page}>
          <Section title={texts.look}>
            <Field label={texts.theme}>
              {() => (
                <Segments
                  label={texts.theme}
                  value={data.theme}
                  choices={texts.themes}
                  onChange={(theme) => update.mutate({ theme })}
                />
              )}
            </Field>
            <Field label={texts.day} help={texts.dayHelp}>
              {(id) => (
                <div className={styles.short}>
                  <Select
                    id={id}
                    label={texts.day}
                    value={String(data.day_start_hour)}
                    choices={Array.from({ length: 12 }, (_, hour) => ({
                      value: String(hour),
                      label: `${String(hour).padStart(2, "0")}:00`,
                    }))}
                    search={false}
                    onChange={(hour) => hour !== null && update.mutate({ day_start_hour: Number(hour) })}
                  />
                </div>
              )}
            </Field>
          </Section>
          <Section title={texts.capture}>
            <Shortcut settings={data} />
            {about.data?.shortcut_error && (
              <Notice
                tone="ochre"
                action={
                  <Button
                    onClick={() =>
                      void navigator.clipboard
                        ?.writeText(about.data.capture_command)
                        .then(() => toast({ text: texts.copied }))
                        .catch(() => undefined)
                    }
                  >
                    {texts.copy}
                  </Button>
                }
              >
                {sentence(about.data.shortcut_error)} {texts.shortcutFailed}{" "}
                <code className={styles.code}>{about.data.capture_command}</code>
              </Notice>
            )}
          </Section>
          <Section title={texts.web}>
            <Switch
              label={texts.fetchPrivate}
              help={texts.fetchPrivateHelp}
              checked={data.fetch_private}
              onChange={(fetch_private) => update.mutate({ fetch_private })}
            />
          </Section>
          <Models settings={data} />
          <Section title={texts.data}>
            <Data about={about.data} />
          </Section>
        </div>
      )}
    </Page>
  );
}

function Shortcut({ settings }: { settings: Settings }) {
  const update = useMutation("settings.update");
  const [text, setText] = useState(settings.shortcut);
  return (
    <Field label={texts.shortcut} help={texts.shortcutHelp}>
      {(id) => (
        <div className={styles.medium}>
          <TextField
            id={id}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.currentTarget.blur();
            }}
            onBlur={() => {
              if (text.trim() && text !== settings.shortcut)
                update.mutate({ shortcut: text.trim() }, { onError: () => setText(settings.shortcut) });
            }}
          />
        </div>
      )}
    </Field>
  );
}
