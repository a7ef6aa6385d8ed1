// Made-up measurements: a weight that falls, a night's sleep, glasses of water with gaps, a mood.
import type { Metric, MetricId, MetricLog, MetricLogId } from "../../api/bindings";
import { addDays } from "../../kit/time";

const base = {
  unit: "",
  notes: "",
  kind: "numeric",
  aggregation: "last",
  direction: "up",
  target: null,
  scale_max: null,
  decimals: 0,
  source: "logged",
  habit: null,
  area: null,
  colour: null,
  archived: false,
} as const;

/** Repeatable, between -1 and 1. */
function wobble(at: number): number {
  const wave = Math.sin(at * 12.9898) * 43758.5453;
  return (wave - Math.floor(wave)) * 2 - 1;
}

export function sampleMetrics(today: string): { metrics: Metric[]; metricLogs: MetricLog[] } {
  const metrics: Metric[] = [
    {
      ...base,
      id: 1 as MetricId,
      name: "Weight",
      unit: "kg",
      decimals: 1,
      direction: "down",
      target: { low: null, high: 76 },
    },
    {
      ...base,
      id: 2 as MetricId,
      name: "Sleep",
      kind: "duration",
      aggregation: "sum",
      target: { low: 450, high: null },
    },
    { ...base, id: 3 as MetricId, name: "Water", unit: "glasses", aggregation: "sum" },
    { ...base, id: 4 as MetricId, name: "Mood", kind: "scale", scale_max: 5, colour: "#7a5208" },
    { ...base, id: 5 as MetricId, name: "Tasks done", aggregation: "sum", source: "tasks_done" },
    { ...base, id: 7 as MetricId, name: "Meditated", kind: "yes_no", aggregation: "max" },
    { ...base, id: 6 as MetricId, name: "Old steps", aggregation: "sum", archived: true },
  ];
  const metricLogs: MetricLog[] = [];
  const log = (metric: number, ago: number, value: number, note = "") => {
    const id = (metricLogs.length + 1) as MetricLogId;
    metricLogs.push({ id, metric: metric as MetricId, day: addDays(today, -ago), at: null, value, note });
  };
  for (let ago = 110; ago >= 1; ago -= 1) {
    if (ago % 9 !== 4) log(1, ago, Number((77.2 + ago * 0.03 + wobble(ago) * 0.5 + (ago === 41 ? 3 : 0)).toFixed(1)));
    if (ago % 13 > 1) log(2, ago, Math.round(440 + wobble(ago + 500) * 60));
    if (ago % 5 !== 0 && (ago < 30 || ago > 50)) log(3, ago, Math.round(6 + wobble(ago + 900) * 3));
    if (ago < 60) log(4, ago, Math.max(1, Math.min(5, Math.round(3 + wobble(ago + 77) * 2))));
    if (ago % 7 !== 2) log(7, ago, wobble(ago + 3) > -0.2 ? 1 : 0);
    log(5, ago, Math.max(0, Math.round(3 + wobble(ago + 31) * 3)));
  }
  log(1, 0, 77.1, "after the long walk");
  return { metrics, metricLogs };
}
