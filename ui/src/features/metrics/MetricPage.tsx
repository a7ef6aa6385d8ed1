import { IconDots } from "@tabler/icons-react";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type ComponentType, useState } from "react";
import type { HabitId, LinkTo, MetricDetail, MetricId } from "../../api/bindings";
import { useClient, useMutation, useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Menu, type MenuEntry } from "../../kit/Menu";
import { Page, Section } from "../../kit/Page";
import { Segments } from "../../kit/Switch";
import { sayDay } from "../../kit/time";
import { toast } from "../../kit/toast";
import { Correlations } from "./Correlations";
import { sayTarget, sayValue } from "./format";
import { ImportDialog } from "./ImportDialog";
import { LogForm } from "./LogForm";
import { Logs } from "./Logs";
import { MetricChart } from "./MetricChart";
import { MetricForm } from "./MetricForm";
import styles from "./Metrics.module.css";
import { texts } from "./texts";

type Props = { Written: ComponentType<{ about: LinkTo }> };

export function MetricPage({ Written }: Props) {
  const { id } = useParams({ from: "/metrics/$id" });
  const [range, setRange] = useState("90");
  const input = { metric: Number(id) as MetricId, ...(range === "all" ? {} : { days: Number(range) }) };
  const shown = useOperation("metrics.show", input, { keep: true });
  if (shown.error?.kind === "not_found")
    return (
      <Page title={texts.title}>
        <Empty {...texts.gone} />
      </Page>
    );
  if (!shown.data) return <Page title="">{shown.error && <Notice tone="rubric">{shown.error.message}</Notice>}</Page>;
  return <Shown key={id} detail={shown.data} range={range} onRange={setRange} Written={Written} />;
}

type ShownProps = Props & { detail: MetricDetail; range: string; onRange: (range: string) => void };

function Shown({ detail, range, onRange, Written }: ShownProps) {
  const metric = detail.row;
  const [dialog, setDialog] = useState<"edit" | "import" | null>(null);
  const analysis = useOperation(
    "metrics.analyse",
    { metric: metric.id, ...(range === "all" ? {} : { days: Number(range) }) },
    { keep: true },
  );
  const entries = useEntries(detail, setDialog);
  const note = [
    metric.last ? `${sayValue(metric, metric.last.value)}, ${sayDay(metric.last.day, detail.today)}` : texts.noValue,
    metric.target ? `${texts.target}: ${sayTarget(metric, metric.target)}` : null,
    metric.source === "logged" || metric.source === "habit" ? null : texts.sources[metric.source],
  ];
  return (
    <Page
      title={metric.name}
      note={note.filter(Boolean).join(" · ")}
      actions={
        <>
          <Segments label={texts.range} value={range} choices={texts.ranges} onChange={onRange} />
          <Menu entries={entries}>
            <IconButton label={texts.actions}>
              <IconDots size={17} stroke={1.7} />
            </IconButton>
          </Menu>
        </>
      }
    >
      {metric.source === "habit" && <Followed habit={metric.habit} />}
      {metric.notes && <p className={styles.notes}>{metric.notes}</p>}
      {metric.source === "logged" && !metric.archived && <LogForm metric={metric} />}
      {analysis.data && (
        <MetricChart metric={metric} days={detail.days} analysis={analysis.data} today={detail.today} />
      )}
      {analysis.data && detail.days.length > 0 && (
        <Section title={texts.says}>
          <ul className={styles.facts}>
            {analysis.data.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Section>
      )}
      {detail.milestones.length > 0 && (
        <Section title={texts.milestones} count={detail.milestones.length}>
          <ul className={styles.facts}>
            {detail.milestones.map(({ kind, level, day }) => (
              <li key={`${kind}${level}`}>
                {texts.milestone(kind, level)} <span className={styles.quiet}>{sayDay(day, detail.today)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {!metric.archived && <Correlations metric={metric.id} />}
      {metric.source === "logged" && <Logs metric={metric} today={detail.today} />}
      <Written about={{ kind: "metric", id: metric.id }} />
      <MetricForm open={dialog === "edit"} metric={metric} onClose={() => setDialog(null)} />
      <ImportDialog open={dialog === "import"} metric={metric} onClose={() => setDialog(null)} />
    </Page>
  );
}

/** The habit whose days a metric shows. */
function Followed({ habit }: { habit: HabitId | null }) {
  const page = useOperation("habits.show", habit ?? (0 as HabitId), { enabled: habit !== null });
  if (habit === null) return <Notice>{texts.unfollowed}</Notice>;
  return (
    <p className={styles.notes}>
      {texts.follows}{" "}
      <Link to="/habits/$id" params={{ id: String(habit) }}>
        {page.data?.standing.habit.name}
      </Link>
    </p>
  );
}

function useEntries(detail: MetricDetail, open: (dialog: "edit" | "import") => void): MenuEntry[] {
  const metric = detail.row;
  const client = useClient();
  const navigate = useNavigate();
  const archive = useMutation("metrics.archive");
  const remove = useMutation("metrics.delete");
  const copy = async () => {
    try {
      const table = await client.read("metrics.export_csv", metric.id);
      await navigator.clipboard.writeText(table.text);
      toast({ text: texts.copied(detail.logs) });
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : String(error), tone: "rubric" });
    }
  };
  const logged = metric.source === "logged";
  return [
    { label: texts.edit, run: () => open("edit") },
    ...(logged && !metric.archived ? [{ label: texts.importCsv, run: () => open("import") }] : []),
    ...(logged ? [{ label: texts.exportCsv, run: () => void copy() }] : []),
    {
      label: metric.archived ? texts.unarchive : texts.archive,
      run: () => archive.mutate({ metric: metric.id, archived: !metric.archived }),
    },
    {
      label: texts.delete,
      danger: true,
      run: () => remove.mutate(metric.id, { onSuccess: () => void navigate({ to: "/metrics" }) }),
    },
  ];
}
