import { IconAlertTriangle, IconCheck, IconCopy, IconRefresh } from "@tabler/icons-react";
import type { Fact } from "../../api/bindings";
import { useClient, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { Page, Section } from "../../kit/Page";
import { toast } from "../../kit/toast";
import styles from "./Diagnostics.module.css";
import { reportOf } from "./report";
import { texts } from "./texts";

export function DiagnosticsPage() {
  const { transport } = useClient();
  const shown = useOperation("diagnostics.show", null, { fresh: true });
  const show = (verb: "show_log_folder" | "show_data_folder") =>
    void transport.window(verb).catch((error: { message?: string }) => {
      toast({ text: error.message ?? "", tone: "rubric" });
    });
  const copy = () => {
    if (!shown.data) return;
    void navigator.clipboard
      ?.writeText(reportOf(shown.data))
      .then(() => toast({ text: texts.copied }))
      .catch(() => undefined);
  };
  return (
    <Page
      title={texts.title}
      note={texts.note}
      actions={
        <>
          <IconButton label={texts.refresh} onClick={() => void shown.refetch()}>
            <IconRefresh size={16} stroke={1.7} />
          </IconButton>
          <Button
            icon={<IconCopy size={15} stroke={1.7} />}
            disabled={!shown.data}
            onClick={copy}
            data-testid="diagnostics-copy"
          >
            {texts.copy}
          </Button>
        </>
      }
    >
      {shown.error && <Notice tone="rubric">{shown.error.message}</Notice>}
      {shown.data?.groups.map(({ title, facts }) => (
        <Section key={title} title={title}>
          <dl className={styles.facts} data-testid="diagnostics-group">
            {facts.map((fact) => (
              <Line key={fact.name} fact={fact} />
            ))}
          </dl>
        </Section>
      ))}
      {shown.data && (
        <div className={styles.folders}>
          <Button onClick={() => show("show_log_folder")}>{texts.log}</Button>
          <Button onClick={() => show("show_data_folder")}>{texts.data}</Button>
        </div>
      )}
    </Page>
  );
}

function Line({ fact: { name, value, health } }: { fact: Fact }) {
  return (
    <div className={styles.line} data-health={health}>
      <dt>{name}</dt>
      <dd>
        {health === "good" && <IconCheck size={14} stroke={2} role="img" aria-label={texts.health.good} />}
        {health === "attention" && (
          <IconAlertTriangle size={14} stroke={1.8} role="img" aria-label={texts.health.attention} />
        )}
        <span>{value}</span>
      </dd>
    </div>
  );
}
