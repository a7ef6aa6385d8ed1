// The days of a metric with their trend, what stands out, and the target.
import type { Metric, MetricAnalysis, MetricDay } from "../../api/bindings";
import { Chart, type Point, type Series } from "../../kit/Chart";
import { addDays, dateOf, daysBetween, sayDay } from "../../kit/time";
import { sayNumber, sayValue } from "./format";
import styles from "./Metrics.module.css";
import { texts } from "./texts";

type Props = { metric: Metric; days: readonly MetricDay[]; analysis: MetricAnalysis; today: string };

const axis = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

export function MetricChart({ metric, days, analysis, today }: Props) {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return <p className={styles.quiet}>{texts.noDays}</p>;
  const trend = analysis.trend?.significant ? analysis.line : [];
  const points = pointsOf(days, trend, analysis, trend.at(-1)?.day ?? today);
  const series: Series[] = [
    ...(trend.length > 0
      ? ([
          { key: "band", label: texts.chart.band, kind: "band", colour: "--accent" },
          { key: "trend", label: texts.chart.trend, kind: "dashed", colour: "--accent" },
        ] satisfies Series[])
      : []),
    { key: "value", label: texts.chart.value, kind: metric.aggregation === "sum" ? "bar" : "line", colour: "--accent" },
    ...(analysis.anomalies.length > 0
      ? ([{ key: "stands", label: texts.chart.stands, kind: "dots", colour: "--ochre" }] satisfies Series[])
      : []),
  ];
  const target = metric.target?.low ?? metric.target?.high;
  return (
    <Chart
      label={metric.name}
      summary={[texts.chartSummary(days.length, first.day, last.day), ...analysis.sentences].join(" ")}
      points={points}
      series={series}
      height={260}
      legend={series.length > 1}
      value={(value) => sayNumber(metric, value)}
      say={(value) => sayValue(metric, value)}
      x={(day) => axis.format(dateOf(day))}
      title={(day) => sayDay(day, today)}
      across={target == null ? undefined : { value: target, label: texts.target }}
      {...(metric.aggregation === "sum" ? {} : { domain: domainOf(points, target) })}
    />
  );
}

/** Every day of the range has its place, known or not. */
function pointsOf(
  days: readonly MetricDay[],
  trend: MetricAnalysis["line"],
  analysis: MetricAnalysis,
  end: string,
): Point[] {
  const values = new Map<string, number>(days.map(({ day, value }) => [day, value]));
  const line = new Map(trend.map((point) => [point.day as string, point]));
  const stands = new Set<string>(analysis.anomalies.map(({ day }) => day));
  const from = days[0]?.day ?? end;
  return Array.from({ length: daysBetween(from, end) + 1 }, (_, at) => {
    const day = addDays(from, at);
    const value = values.get(day) ?? null;
    const point = line.get(day);
    return {
      x: day,
      value,
      stands: stands.has(day) ? value : null,
      ...(point ? { trend: point.value, band: [point.low, point.high] as [number, number] } : {}),
    };
  });
}

/** From a little below the lowest to a little above the highest: a weight does not begin at zero. */
function domainOf(points: readonly Point[], target: number | null | undefined): [number, number] {
  const all = points.flatMap((point) => [point.value, point.trend].filter((one) => typeof one === "number"));
  if (target != null) all.push(target);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  const step = 10 ** Math.floor(Math.log10(high - low || 1) - 1);
  return [Math.floor((low - room) / step) * step, Math.ceil((high + room) / step) * step];
}
