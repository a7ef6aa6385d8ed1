import { CompositeChart } from "@mantine/charts";
import "@mantine/charts/styles.layer.css";
import type { ReactNode } from "react";
import styles from "./Chart.module.css";

/** One line, area, row of bars, or band (each value is [low, high]) over the same points. */
export interface Series<T extends string = string> {
  key: T;
  label: string;
  kind: "line" | "area" | "bar" | "band" | "dashed" | "dots";
  /** A token, such as `--accent`. */
  colour?: `--${string}`;
}

/** A point: its place on the axis, and a value for each series; null where nothing is known. */
export type Point = { x: string } & Record<string, string | number | null | [number, number]>;

interface ChartProps {
  /** What it shows, for those who do not see it. */
  label: string;
  /** What it says in a sentence, read in place of the picture. */
  summary: string;
  points: Point[];
  series: Series[];
  height?: number;
  value?: (value: number) => string;
  /** A value where there is room for its unit. */
  say?: (value: number) => string;
  x?: (x: string) => string;
  /** A place on the axis where there is room for all of it. */
  title?: (x: string) => string;
  /** A line across, such as a target. */
  across?: { value: number; label: string } | undefined;
  domain?: [number | "auto", number | "auto"];
  legend?: boolean;
  children?: ReactNode;
}

/** A chart in the house's ink. The numbers themselves belong in a table or list beside it. */
export function Chart({
  label,
  summary,
  points,
  series,
  height = 220,
  value = String,
  say = value,
  x = (text) => text,
  title = x,
  across,
  domain,
  legend = false,
}: ChartProps) {
  const shown = (seen: unknown) =>
    Array.isArray(seen) ? seen.map((one) => say(Number(one))).join(" – ") : say(Number(seen));
  const lined = new Map(series.map(({ key, kind }) => [key, kind]));
  const bands = new Set(series.filter(({ kind }) => kind === "band").map(({ key }) => key));
  return (
    <figure className={styles.figure} aria-label={label}>
      <figcaption className={styles.summary}>{summary}</figcaption>
      {legend && (
        <ul className={styles.legend} aria-hidden="true">
          {series.map(({ key, label, kind, colour = "--accent" }) => (
            <li key={key} style={{ color: `var(${colour})` }}>
              <span className={styles.mark} data-kind={kind} />
              <span className={styles.named}>{label}</span>
            </li>
          ))}
        </ul>
      )}
      <div aria-hidden="true">
        <CompositeChart
          h={height}
          data={points}
          dataKey="x"
          series={series.map(({ key, label, kind, colour = "--accent" }) => ({
            name: key,
            label,
            color: `var(${colour})`,
            type: kind === "dashed" || kind === "dots" ? "line" : kind === "band" ? "area" : kind,
            ...(kind === "dashed" && { strokeDasharray: "5 5" }),
          }))}
          curveType="linear"
          withDots={points.length <= 100}
          dotProps={{ r: 2.5, strokeWidth: 0 }}
          activeDotProps={{ r: 4, strokeWidth: 1 }}
          strokeWidth={1.75}
          connectNulls={false}
          composedChartProps={{ accessibilityLayer: false, margin: { top: 8, right: 8 } }}
          maxBarWidth={28}
          gridAxis="x"
          strokeDasharray="1 0"
          tickLine="none"
          lineProps={(one) => ({
            isAnimationActive: false,
            ...(lined.get(one.name) === "dots" && { strokeWidth: 0, dot: { r: 4, strokeWidth: 0, fill: one.color } }),
            ...(lined.get(one.name) === "dashed" && { dot: false, activeDot: false }),
          })}
          barProps={{ isAnimationActive: false, radius: [3, 3, 0, 0] }}
          areaProps={(one) => ({
            isAnimationActive: false,
            ...(bands.has(one.name) && {
              stroke: "none",
              fill: one.color,
              fillOpacity: 0.16,
              activeDot: false,
              dot: false,
            }),
          })}
          valueFormatter={shown as (value: number) => string}
          xAxisProps={{ tickFormatter: x, minTickGap: 28, interval: "equidistantPreserveStart" }}
          yAxisProps={{ width: 52, tickFormatter: value, ...(domain && { domain }) }}
          tooltipProps={{ labelFormatter: (at: ReactNode) => (typeof at === "string" && at !== "" ? title(at) : at) }}
          {...(across && {
            referenceLines: [
              { y: across.value, label: across.label, color: "var(--ochre)", ifOverflow: "extendDomain" as const },
            ],
          })}
        />
      </div>
    </figure>
  );
}
