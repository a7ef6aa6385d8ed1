// The month in the width of a word. The numbers stand beside it, so it is for the eye alone.
import type { MetricDay } from "../../api/bindings";
import { addDays, daysBetween } from "../../kit/time";
import styles from "./Metrics.module.css";

const WIDTH = 120;
const HEIGHT = 26;
const DAYS = 30;

export function Sparkline({
  days,
  today,
  colour,
}: {
  days: readonly MetricDay[];
  today: string;
  colour: string | null;
}) {
  const values = days.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const first = addDays(today, 1 - DAYS);
  const points = days.map(({ day, value }) => ({
    x: 3 + (daysBetween(first, day) / (DAYS - 1)) * (WIDTH - 6),
    y: high === low ? HEIGHT / 2 : 3 + (1 - (value - low) / (high - low)) * (HEIGHT - 6),
    day,
  }));
  // A line only joins days that follow each other: what is between is not known.
  const runs: (typeof points)[] = [];
  for (const point of points) {
    const last = runs.at(-1)?.at(-1);
    if (last && daysBetween(last.day, point.day) === 1) runs.at(-1)?.push(point);
    else runs.push([point]);
  }
  const end = points.at(-1);
  return (
    <svg
      className={styles.spark}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      {...(colour ? { style: { color: colour } } : {})}
    >
      {runs.map((run) =>
        run.length > 1 ? (
          <polyline key={run[0]?.day} points={run.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")} />
        ) : (
          run[0] && <circle key={run[0].day} cx={run[0].x} cy={run[0].y} r="1.3" />
        ),
      )}
      {end && <circle cx={end.x} cy={end.y} r="2.4" />}
    </svg>
  );
}
