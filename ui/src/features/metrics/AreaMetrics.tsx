import type { AreaId } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Section } from "../../kit/Page";
import { todayIso } from "../../kit/time";
import styles from "./Metrics.module.css";
import { Row } from "./Row";
import { texts } from "./texts";

/** The metrics of an area, each with its newest value and its month, and a place to log. */
export function AreaMetrics({ area }: { area: AreaId }) {
  const metrics = (useOperation("metrics.list", {}).data ?? []).filter((metric) => metric.area === area);
  const colour = useOperation("areas.list", null).data?.find(({ id }) => id === area)?.colour ?? null;
  if (metrics.length === 0) return null;
  return (
    <Section title={texts.title} count={metrics.length}>
      <ul className={styles.list}>
        {metrics.map((metric) => (
          <Row key={metric.id} metric={metric} today={todayIso()} colour={metric.colour ?? colour} />
        ))}
      </ul>
    </Section>
  );
}
