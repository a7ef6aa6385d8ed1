// The made-up core's metrics. What it says of them is only as true as the screens need.
import type {
  Failure,
  Metric,
  MetricAnalysis,
  MetricDay,
  MetricId,
  MetricLogId,
  MetricRow,
  TrendPoint,
} from "../../api/bindings";
import { addDays, daysBetween } from "../../kit/time";
import type { Answers } from "./answers";
import { TODAY, type World } from "./world";

type Fail = (kind: Failure["kind"], text: string) => never;

export function metricAnswers(
  world: World,
  step: (label: string, changes: number) => void,
  fresh: () => number,
  fail: Fail,
) {
  const get = (id: MetricId): Metric =>
    world.metrics.find((one) => one.id === id) ?? fail("not_found", `metric ${id} does not exist, or no longer does`);
  const daysOf = (metric: Metric, range?: number | null): MetricDay[] => {
    const days = new Map<string, MetricDay>();
    for (const log of world.metricLogs.filter((one) => one.metric === metric.id)) {
      if (range != null && daysBetween(log.day, TODAY) >= range) continue;
      const before = days.get(log.day);
      const value = metric.aggregation === "sum" ? (before?.value ?? 0) + log.value : log.value;
      days.set(log.day, { day: log.day, value, logs: (before?.logs ?? 0) + 1 });
    }
    return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  };
  const met = ({ target }: Metric, value: number) =>
    target ? value >= (target.low ?? -Infinity) && value <= (target.high ?? Infinity) : null;
  const row = (metric: Metric): MetricRow => {
    const days = daysOf(metric);
    const last = days.at(-1) ?? null;
    const then = days.find(({ day }) => daysBetween(day, TODAY) <= 30);
    return {
      ...metric,
      last,
      month: daysOf(metric, 30),
      change_30: last && then ? last.value - then.value : null,
      trend: metric.id === 1 && days.length > 13 ? "falling" : null,
      streak: 3,
      on_target: last ? met(metric, last.value) : null,
    };
  };
  const log = (metric: Metric, text: string, day: string, note: string) => {
    const said = text.trim().toLowerCase();
    const value = said === "yes" ? 1 : said === "no" ? 0 : Number.parseFloat(said.replace(",", "."));
    if (Number.isNaN(value)) fail("invalid", `“${said}” says nothing for ${metric.name}: it takes a number`);
    const made = { id: fresh() as MetricLogId, metric: metric.id, day, at: null, value, note };
    world.metricLogs.push(made);
    step(`Logged ${value} for ${metric.name}`, 1);
    return { log: made, metric, reached: [] };
  };
  return {
    "metrics.list": ({ archived }) => world.metrics.filter((one) => archived || !one.archived).map(row),
    "metrics.show": ({ metric: id, days }) => {
      const metric = get(id);
      const logs = world.metricLogs.filter((one) => one.metric === id);
      const reached = logs[20]?.day;
      return {
        row: row(metric),
        days: daysOf(metric, days),
        milestones: reached ? [{ metric: id, kind: "streak", level: 7, day: reached }] : [],
        logs: logs.length,
        today: TODAY,
      };
    },
    "metrics.logs": ({ metric, limit, offset }) => {
      const logs = world.metricLogs.filter((one) => one.metric === metric).reverse();
      return { logs: logs.slice(offset ?? 0, (offset ?? 0) + (limit ?? 50)), total: logs.length };
    },
    "metrics.analyse": ({ metric: id, days }) => analysed(get(id), daysOf(get(id), days)),
    "metrics.correlations": ({ metric }) => ({
      found:
        metric === 2 || metric === 4
          ? [
              {
                leads: 2 as MetricId,
                leads_name: "Sleep",
                follows: 4 as MetricId,
                follows_name: "Mood",
                lag: 1,
                rho: 0.46,
                low: 0.21,
                high: 0.65,
                n: 57,
                p: 0.0004,
                q: 0.012,
                sentence:
                  "A day after Sleep is higher than expected, Mood tends to be higher (rank correlation 0.46, n = 57). Not causal.",
              },
            ]
          : [],
      compared: world.metrics.length > 1 ? 6 : 0,
      too_few: 0,
    }),
    "metrics.create": ({ name, target: _, ...more }) => {
      const made: Metric = {
        unit: "",
        notes: "",
        kind: "numeric",
        aggregation: "last",
        direction: "up",
        scale_max: null,
        decimals: 1,
        source: "logged",
        habit: null,
        area: null,
        colour: null,
        archived: false,
        ...Object.fromEntries(Object.entries(more).filter(([, value]) => value != null)),
        id: fresh() as MetricId,
        name,
        target: null,
      };
      step(`Added the metric ${name}`, 1);
      world.metrics.push(made);
      return made;
    },
    "metrics.update": ({ metric, target: _, ...patch }) => Object.assign(get(metric), patch),
    "metrics.archive": ({ metric, archived }) => Object.assign(get(metric), { archived }),
    "metrics.delete": (id) => {
      world.metrics = world.metrics.filter((one) => one.id !== id);
      return null;
    },
    "metrics.log": ({ metric, text, value, day, note }) =>
      log(get(metric ?? (0 as MetricId)), text ?? String(value), day ?? TODAY, note ?? ""),
    "metrics.edit_log": ({ log: id, text, note }) => {
      const found = world.metricLogs.find((one) => one.id === id) ?? fail("not_found", "log");
      Object.assign(found, { value: Number(text ?? found.value), note: note ?? found.note });
      return { log: found, metric: get(found.metric), reached: [] };
    },
    "metrics.delete_log": (id) => {
      world.metricLogs = world.metricLogs.filter((one) => one.id !== id);
      step("Deleted a log", 1);
      return null;
    },
    "metrics.import_csv": ({ text }) => ({ added: text.trim().split("\n").length, known: 0, reached: [] }),
    "metrics.export_csv": () => ({ file: "metric.csv", text: "day,moment,value,note\n" }),
  } satisfies Partial<Answers>;
}

function analysed({ id, target }: Metric, days: readonly MetricDay[]): MetricAnalysis {
  const [first, last] = [days[0], days.at(-1)];
  const slope = id === 1 ? -0.03 : 0;
  const enough = days.length >= 14;
  const middle = days[Math.floor(days.length / 2)];
  const length = first ? daysBetween(first.day, TODAY) + 30 : 0;
  const line: TrendPoint[] = !enough
    ? []
    : Array.from({ length: length + 1 }, (_, at) => {
        const day = addDays(first?.day ?? TODAY, at);
        const away = daysBetween(middle?.day ?? TODAY, day);
        const value = (middle?.value ?? 0) + slope * away;
        return { day, value, low: value - Math.abs(away) * 0.008, high: value + Math.abs(away) * 0.008 };
      });
  const wild = id === 1 ? days.find(({ day }) => daysBetween(day, TODAY) === 41) : undefined;
  return {
    n: days.length,
    first: first?.day ?? null,
    last: last?.day ?? null,
    mean: null,
    median: null,
    lowest: null,
    highest: null,
    trend: enough
      ? {
          slope,
          low: slope - 0.008,
          high: slope + 0.008,
          n: days.length,
          tau: -0.6,
          p: id === 1 ? 0.001 : 0.6,
          significant: id === 1,
        }
      : null,
    line,
    velocity: enough ? slope * 7 : null,
    acceleration: null,
    anomalies: wild ? [{ ...wild, expected: 78.4, z: 6 }] : [],
    streak: { now: 3, best: 8 },
    target_streak: target ? { now: 0, best: 2 } : null,
    progress: null,
    forecast: null,
    sentences: !enough
      ? [`n = ${days.length}: no trend is told below 14 days with a value.`]
      : id === 1
        ? [
            `It falls by 0.2 kg a week, the way you want it (95 % between −0.3 kg and −0.2 kg, n = ${days.length}).`,
            "62 % of the way from 80.4 kg to 76.0 kg; now 77.3 kg.",
            "If that goes on, the target is met about 12 Jan 2027 (between 2 Jan 2027 and 29 Jan 2027).",
          ]
        : [`No clear trend: +0 a week could be chance (n = ${days.length}).`],
  };
}
