import type { GoalDetail } from "../../api/bindings";
import { Chart, type Point, type Series } from "../../kit/Chart";
import { addDays, daysBetween, sayDay } from "../../kit/time";
import { texts } from "./texts";

const words = texts.chart;
const percent = (share: number) => Math.round(share * 1000) / 10;

/** Progress so far, the line that was expected, and the futures. */
export function GoalChart({ detail }: { detail: GoalDetail }) {
  const { line, forecast } = detail;
  const summary = words.summary(
    texts.share(line.share),
    line.pace?.says ?? null,
    forecast.likely && sayDay(forecast.likely),
  );
  const series: Series[] = [
    ...(forecast.band.length > 0 ? ([{ key: "band", label: words.band, kind: "band" }] as const) : []),
    ...(line.goal.target
      ? ([{ key: "expected", label: words.expected, kind: "dashed", colour: "--ink-3" }] as const)
      : []),
    { key: "progress", label: words.progress, kind: "line" },
  ];
  return (
    <Chart
      label={words.label}
      summary={summary}
      points={chartPoints(detail)}
      series={series}
      value={(value) => `${Math.round(value)} %`}
      x={(day) => sayDay(day)}
      domain={[0, 100]}
      legend
    />
  );
}

/** The past and the weeks to come on one axis with even steps: weeks as soon as there is a forecast. */
export function chartPoints({ line, history, forecast }: GoalDetail): Point[] {
  const last = history.at(-1);
  if (!last) return [];
  const shown =
    forecast.band.length === 0
      ? history
      : history.filter(({ day }, index) => {
          const next = history[index + 1];
          const weeks = (at: string) => Math.floor(daysBetween(at, last.day) / 7);
          return !next || weeks(next.day) < weeks(day) || daysBetween(day, last.day) % 7 === 0;
        });
  const past: Point[] = shown.map((point) => ({
    x: point.day,
    progress: percent(point.share),
    expected: point.expected === null ? null : percent(point.expected),
    band: point === last && forecast.band.length > 0 ? [percent(point.share), percent(point.share)] : null,
  }));
  const { start, target } = line.goal;
  const expected = (day: string) => {
    if (!target) return null;
    return percent(Math.min(1, Math.max(0, daysBetween(start, day) / Math.max(1, daysBetween(start, target)))));
  };
  const future: Point[] = forecast.band.map((point) => ({
    x: point.day,
    progress: null,
    expected: expected(point.day),
    band: [percent(point.low), percent(point.high)],
  }));
  return past.length === 1 && future.length === 0
    ? [{ x: addDays(last.day, -1), progress: 0, expected: null, band: null }, ...past]
    : [...past, ...future];
}
