// The day in one line: what is on now, what comes next, and a scale of the hours. It leads to the plan.
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useOperation } from "../../api/react";
import { sayClock } from "../../kit/time";
import styles from "./DayStrip.module.css";
import { shown } from "./entries";
import { texts } from "./texts";

const HOUR = 3_600_000;

export function DayStrip() {
  const day = useOperation("planning.day", {});
  const calendars = useOperation("calendars.list", null);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  if (!day.data) return null;
  const entries = (shown([day.data], calendars.data ?? [], "", now).columns[0]?.entries ?? []).filter(
    ({ tone }) => tone !== "logged",
  );
  if (entries.length === 0) return null;
  const present = entries.find((one) => one.from <= now && one.until > now);
  const next = entries.find((one) => one.from > now);
  const from = Math.min(day.data.from + 4 * HOUR, ...entries.map((one) => one.from));
  const until = Math.max(day.data.from + 14 * HOUR, ...entries.map((one) => one.until));
  const part = (at: number) => `${((at - from) / (until - from)) * 100}%`;
  const { capacity } = day.data;
  const words = [
    ...(present ? [texts.strip.now(present.title, sayClock(present.until))] : []),
    ...(next ? [texts.strip.next(next.title, sayClock(next.from))] : []),
    capacity.over > 0 ? texts.over(capacity.over) : texts.capacity(capacity.used, capacity.minutes),
  ];
  return (
    <Link to="/plan" className={styles.strip} data-testid="day-strip">
      <span className={styles.words}>{words.join(" · ")}</span>
      <span className={styles.scale} aria-hidden="true">
        {entries.map((one) => (
          <span
            key={one.key}
            className={styles.part}
            data-tone={one.tone}
            style={{ left: part(one.from), width: `calc(${part(one.until)} - ${part(one.from)} - 1px)` }}
          />
        ))}
        {now > from && now < until && <span className={styles.now} style={{ left: part(now) }} />}
      </span>
      <span className={styles.ends} aria-hidden="true">
        <span>{sayClock(from)}</span>
        <span>{sayClock(until)}</span>
      </span>
    </Link>
  );
}
