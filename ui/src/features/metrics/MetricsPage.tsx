import { IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Page } from "../../kit/Page";
import { todayIso } from "../../kit/time";
import { usePageKeys } from "../../kit/usePageKeys";
import { MetricForm } from "./MetricForm";
import styles from "./Metrics.module.css";
import { Row } from "./Row";
import { texts } from "./texts";

export function MetricsPage() {
  const [archived, setArchived] = useState(false);
  const metrics = useOperation("metrics.list", { archived: true });
  const areas = useOperation("areas.list", null);
  const colourOf = (area: number | null) => areas.data?.find(({ id }) => id === area)?.colour ?? null;
  const { add } = useSearch({ from: "/metrics" });
  const navigate = useNavigate();
  const form = (open: boolean) => void navigate({ to: "/metrics", search: open ? { add: true } : {}, replace: true });
  const list = useRef<HTMLUListElement>(null);
  const step = (by: 1 | -1) => () => {
    const rows = [...(list.current?.querySelectorAll("li > a") ?? [])] as HTMLElement[];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    rows[at < 0 ? 0 : at + by]?.focus();
  };
  usePageKeys({ j: step(1), down: step(1), k: step(-1), up: step(-1) });
  const all = metrics.data ?? [];
  const shown = all.filter((metric) => archived || !metric.archived);
  const away = all.some((metric) => metric.archived);
  return (
    <Page
      title={texts.title}
      note={shown.length > 0 ? texts.hint : undefined}
      width="wide"
      actions={
        <>
          {away && (
            <Button look="plain" onClick={() => setArchived(!archived)}>
              {archived ? texts.hideArchived : texts.showArchived}
            </Button>
          )}
          <Button
            look="primary"
            icon={<IconPlus size={15} stroke={1.8} aria-hidden />}
            keys="shift+m"
            onClick={() => form(true)}
          >
            {texts.add}
          </Button>
        </>
      }
    >
      {metrics.error && <Notice tone="rubric">{metrics.error.message}</Notice>}
      {metrics.data && all.length === 0 && <Empty {...texts.none} keys="shift+m" />}
      {shown.length > 0 && (
        <>
          <div className={styles.head} aria-hidden="true">
            <span>{texts.columns.name}</span>
            <span>{texts.columns.month}</span>
            <span className={styles.number}>{texts.columns.last}</span>
            <span className={styles.number}>{texts.columns.change}</span>
            <span>{texts.columns.target}</span>
            <span>{texts.columns.log}</span>
          </div>
          <ul ref={list} className={styles.list} aria-label={texts.title}>
            {shown.map((metric) => (
              <Row key={metric.id} metric={metric} today={todayIso()} colour={metric.colour ?? colourOf(metric.area)} />
            ))}
          </ul>
        </>
      )}
      <MetricForm
        open={add === true}
        onClose={() => form(false)}
        onSaved={(id) => void navigate({ to: "/metrics/$id", params: { id: String(id) } })}
      />
    </Page>
  );
}
