import { Heatmap } from "@mantine/charts";
import "@mantine/charts/styles.layer.css";
import styles from "./Chart.module.css";

interface HeatMapProps {
  label: string;
  /** What it says in a sentence, read in place of the picture. */
  summary: string;
  /** By day, YYYY-MM-DD; a day without an entry is empty. */
  values: Record<string, number>;
  from: string;
  to: string;
  /** The values of the palest and the strongest square. */
  domain?: [number, number];
  tip: (day: string, value: number | null) => string;
}

/** A year or so of days, one square each. */
export function HeatMap({ label, summary, values, from, to, domain, tip }: HeatMapProps) {
  return (
    <figure className={styles.figure} aria-label={label}>
      <figcaption className={styles.summary}>{summary}</figcaption>
      <div aria-hidden="true" className={styles.squares}>
        <Heatmap
          data={values}
          startDate={from}
          endDate={to}
          {...(domain && { domain })}
          withMonthLabels
          withWeekdayLabels
          withOutsideDates={false}
          withTooltip
          getTooltipLabel={({ date, value }) => tip(date, value)}
          rectSize={11}
          gap={2}
          rectRadius={2}
          fontSize={11}
          colors={[20, 45, 70, 100].map((part) => `color-mix(in oklab, var(--accent) ${part}%, var(--sunk))`)}
        />
      </div>
    </figure>
  );
}
