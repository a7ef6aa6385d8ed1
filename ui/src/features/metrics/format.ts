// Values as people read them. Display only: how a day's value comes about is the core's.
import type { Metric, MetricTarget } from "../../api/bindings";
import { sayMinutes } from "../../kit/time";

type Shape = Pick<Metric, "kind" | "unit" | "decimals" | "scale_max">;

/** "72.4 kg", "7 h 30", "yes", "4 of 5". */
export function sayValue(metric: Shape, value: number): string {
  if (metric.kind === "yes_no") return value === 1 ? "yes" : value === 0 ? "no" : value.toFixed(2);
  if (metric.kind === "duration") return `${value < 0 ? "−" : ""}${sayMinutes(Math.round(Math.abs(value)))}`;
  if (metric.kind === "scale" && Number.isInteger(value)) return `${value} of ${metric.scale_max}`;
  return metric.unit ? `${sayNumber(metric, value)} ${metric.unit}` : sayNumber(metric, value);
}

/** The number alone, with the metric's decimals and a true minus. */
export function sayNumber(metric: Shape, value: number): string {
  const decimals = metric.kind === "scale" ? 1 : metric.decimals;
  return value
    .toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .replace("-", "−");
}

/** "+0.4 kg", "−20 min". */
export function sayChange(metric: Shape, change: number): string {
  const size =
    metric.kind === "duration" ? sayMinutes(Math.round(Math.abs(change))) : sayNumber(metric, Math.abs(change));
  const sign = change > 0 ? "+" : change < 0 ? "−" : "±";
  return `${sign}${size}${metric.kind === "numeric" && metric.unit ? ` ${metric.unit}` : ""}`;
}

/** "at most 70 kg", "at least 8 h", "60 to 65 bpm". */
export function sayTarget(metric: Shape, { low, high }: MetricTarget): string {
  // A target is a round number more often than not.
  const shape = Number.isInteger(low ?? 0) && Number.isInteger(high ?? 0) ? { ...metric, decimals: 0 } : metric;
  const plain = (value: number) => (metric.kind === "scale" ? String(value) : sayValue(shape, value));
  if (low === null) return `at most ${plain(high ?? 0)}`;
  if (high === null) return `at least ${plain(low)}`;
  return low === high ? `exactly ${plain(low)}` : `${sayNumber(shape, low)} to ${plain(high)}`;
}

/** A log as it is typed again: without its unit. */
export function typed(metric: Shape, value: number): string {
  if (metric.kind === "yes_no") return value === 1 ? "yes" : "no";
  return String(value);
}
