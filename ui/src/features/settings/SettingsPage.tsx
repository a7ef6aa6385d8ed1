import { Link } from "@tanstack/react-router";
import { useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { Field, Select } from "../../kit/Field";
import { Page, Section } from "../../kit/Page";
import { Segments, Switch } from "../../kit/Switch";
import { toast } from "../../kit/toast";
import { Data } from "./Data";
import { Models } from "./Models";
import { Samples } from "./Samples";
import styles from "./Settings.module.css";
import { Shortcut } from "./Shortcut";
import { texts } from "./texts";
import { Urgency } from "./Urgency";
import { WatchedFolder } from "./WatchedFolder";

/** The mornings that can be chosen; any other time can be set through the command line. */
const DIGEST_TIMES = Array.from({ length: 15 }, (_, n) => {
  const minutes = 5 * 60 + n * 30;
  const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${minutes % 60 === 0 ? "00" : "30"}`;
  return { value: time, label: time };
});

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
            <Field label={texts.density}>
              {() => (
                <Segments
                  label={texts.density}
                  value={data.density}
                  choices={texts.densities}
                  onChange={(density) => update.mutate({ density })}
                />
              )}
            </Field>
            <Field label={texts.textSize}>
              {() => (
                <Segments
                  label={texts.textSize}
                  value={data.text_size}
                  choices={texts.textSizes}
                  onChange={(text_size) => update.mutate({ text_size })}
                />
              )}
            </Field>
            <Field label={texts.motion}>
              {() => (
                <Segments
                  label={texts.motion}
                  value={data.motion}
                  choices={texts.motions}
                  onChange={(motion) => update.mutate({ motion })}
                />
              )}
            </Field>
          </Section>
          <Section title={texts.dayTitle}>
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
            <Switch
              label={texts.guide}
              help={texts.guideHelp}
              checked={data.day_guide}
              onChange={(day_guide) => update.mutate({ day_guide })}
            />
            <Switch
              label={texts.launch}
              help={texts.launchHelp}
              checked={data.launch_at_login}
              onChange={(launch_at_login) => update.mutate({ launch_at_login })}
            />
            <Switch
              label={texts.notifications}
              help={texts.notificationsHelp}
              checked={data.notifications}
              onChange={(notifications) => update.mutate({ notifications })}
            />
            <Field label={texts.digest} help={texts.digestHelp}>
              {(id) => (
                <div className={styles.short}>
                  <Select
                    id={id}
                    label={texts.digest}
                    value={data.digest_at || null}
                    none={texts.digestOff}
                    choices={DIGEST_TIMES}
                    search={false}
                    onChange={(digest_at) => update.mutate({ digest_at: digest_at ?? "" })}
                  />
                </div>
              )}
            </Field>
          </Section>
          <Section title={texts.capture}>
            <Shortcut value={data.shortcut} works={about.data?.shortcut_error === null} />
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
            <WatchedFolder folder={data.watched_folder} />
          </Section>
          <Section title={texts.web}>
            <Switch
              label={texts.fetchPrivate}
              help={texts.fetchPrivateHelp}
              checked={data.fetch_private}
              onChange={(fetch_private) => update.mutate({ fetch_private })}
            />
          </Section>
          <Section title={texts.rewards.title}>
            <Switch
              label={texts.rewards.label}
              help={texts.rewards.help}
              checked={data.rewards}
              onChange={(rewards) => update.mutate({ rewards })}
            />
          </Section>
          <Urgency />
          <Models settings={data} />
          <Section title={texts.data}>
            <Data about={about.data} />
            <Samples />
          </Section>
          <Section title={texts.help}>
            <p className={styles.meta}>{texts.helpText}</p>
            <div className={styles.buttons}>
              <Link to="/diagnostics" className={styles.link} data-testid="settings-diagnostics">
                {texts.diagnostics}
              </Link>
            </div>
          </Section>
        </div>
      )}
    </Page>
  );
}
