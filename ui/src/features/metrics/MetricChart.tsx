// The days of a metric with their trend, what stands out, and the target.
import type { Metric, MetricAnalysis, MetricDay } from "../../api/bindings";
import { Chart, type Point, type Series } from "../../kit/Chart";
import { HeatMap } from "../../kit/HeatMap";
import { addDays, daysBetween, sayDate, sayDay } from "../../kit/time";
import { sayNumber, sayValue } from "./format";
import styles from "./Metrics.module.css";
import { texts } from "./texts";

type Props = { metric: Metric; days: readonly MetricDay[]; analysis: MetricAnalysis; today: string };

export function MetricChart({ metric, days, analysis, today }: Props) {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return <p className={styles.quiet}>{texts.noDays}</p>;
  const summary = [texts.chartSummary(days.length, first.day, last.day), ...analysis.sentences].join(" ");
  if (metric.kind === "yes_no") {
    const values = Object.fromEntries(days.map(({ day, value }) => [day, value]));
    const tip = (day: string, value: number | null) =>
      `${sayDay(day, today)}: ${value === null ? texts.noValue : sayValue(metric, value)}`;
    const from = [first.day, addDays(today, -364)].sort()[1] ?? first.day;
    return (
      <HeatMap label={metric.name} summary={summary} values={values} from={from} to={today} domain={[0, 1]} tip={tip} />
    );
  }
  const trend = analysis.trend?.significant ? analysis.line : [];
  const { low = null, high = null } = metric.target ?? {};
  const aim = low !== null && high !== null && low !== high;
  const points = pointsOf(days, trend, analysis, trend.at(-1)?.day ?? today).map(
    (point): Point => (aim ? { ...point, aim: [low, high] } : point),
  );
  const series: Series[] = [];
  if (aim) series.push({ key: "aim", label: texts.target, kind: "band", colour: "--ochre" });
  if (trend.length > 0)
    series.push(
      { key: "band", label: texts.chart.band, kind: "band", colour: "--accent" },
      { key: "trend", label: texts.chart.trend, kind: "dashed", colour: "--accent" },
    );
  const bars = metric.aggregation === "sum";
  series.push({ key: "value", label: texts.chart.value, kind: bars ? "bar" : "line", colour: "--accent" });
  if (analysis.anomalies.length > 0)
    series.push({ key: "stands", label: texts.chart.stands, kind: "dots", colour: "--ochre" });
  const target = low ?? high;
  return (
    <>
      <Chart
        label={metric.name}
        summary={summary}
        points={points}
        series={series}
        height={260}
        value={(value) => sayTick(metric, value)}
        say={(value) => sayValue(metric, value)}
        x={sayDate}
        title={(day) => sayDay(day, today)}
        across={target === null || aim ? undefined : { value: target, label: texts.target }}
        {...(bars ? {} : { domain: metric.scale_max ? [1, metric.scale_max] : ["auto", "auto"] })}
      />
      <p className={styles.legend}>
        {[trend.length > 0 && texts.chart.trendNote, analysis.anomalies.length > 0 && texts.chart.standsNote]
          .filter(Boolean)
          .join(" ")}
      </p>
    </>
  );
}

/** A tick may lie between the steps of the metric: 74.25 is not to read as 74.3. */
function sayTick(metric: Metric, value: number): string {
  const least = metric.kind === "scale" ? 1 : metric.decimals;
  const exact = (digits: number) =>
    Math.abs(Number(value.toFixed(digits)) - value) <= 1e-9 * Math.max(1, Math.abs(value));
  const digits = [least, least + 1].find(exact) ?? least + 2;
  return sayNumber({ ...metric, kind: "numeric", decimals: digits }, value);
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
