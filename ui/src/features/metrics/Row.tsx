// One metric in the list. On the row itself a digit begins a log.
import { IconArrowDownRight, IconArrowUpRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useRef, useState } from "react";
import type { MetricRow } from "../../api/bindings";
import { Chip } from "../../kit/Chip";
import { sayDay } from "../../kit/time";
import { sayChange, sayTarget, sayValue } from "./format";
import { LogField } from "./LogField";
import styles from "./Metrics.module.css";
import { Sparkline } from "./Sparkline";
import { texts } from "./texts";

export function Row({ metric, today, colour }: { metric: MetricRow; today: string; colour: string | null }) {
  const [text, setText] = useState("");
  const link = useRef<HTMLAnchorElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const takesLogs = metric.source === "logged" && !metric.archived;

  const onKeyDown = (event: KeyboardEvent<HTMLAnchorElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (takesLogs && starts(metric, event.key)) {
      // The letter goes into the field, and no shortcut of the page sees it.
      event.preventDefault();
      event.stopPropagation();
      setText(text + event.key);
      field.current?.focus();
    }
  };
  const trend = metric.trend && texts.trend[metric.trend];
  const Arrow = metric.trend === "rising" ? IconArrowUpRight : IconArrowDownRight;
  return (
    <li className={styles.item} data-testid="metric-row">
      <Link
        ref={link}
        to="/metrics/$id"
        params={{ id: String(metric.id) }}
        className={styles.row}
        onKeyDown={onKeyDown}
        data-archived={metric.archived || undefined}
      >
        <span className={styles.name}>
          <span className={styles.dot} style={{ background: colour ?? "transparent" }} aria-hidden="true" />
          <span className={styles.words}>{metric.name}</span>
          {metric.source !== "logged" && <Chip>{texts.computed}</Chip>}
          {metric.archived && <Chip>{texts.archived}</Chip>}
        </span>
        <span title={texts.spark(metric.month.length)}>
          {metric.month.length > 0 && <Sparkline days={metric.month} today={today} colour={metric.colour} />}
        </span>
        <span className={styles.number}>
          {metric.last ? (
            <>
              <span className={styles.last}>{sayValue(metric, metric.last.value)}</span>
              <span className={styles.when}>{sayDay(metric.last.day, today)}</span>
            </>
          ) : (
            <span className={styles.when}>{texts.noValue}</span>
          )}
        </span>
        <span className={styles.number}>
          {metric.change_30 !== null && (
            <span>
              <span className="unseen">{texts.change}: </span>
              {sayChange(metric, metric.change_30)}
            </span>
          )}
          {trend && (
            <span className={styles.when} title={texts.trendNote}>
              <Arrow size={13} stroke={1.8} aria-hidden /> {trend}
            </span>
          )}
        </span>
        <span className={styles.target}>
          {metric.target ? (
            <>
              <span>{sayTarget(metric, metric.target)}</span>
              {metric.on_target !== null && (
                <span className={styles.when}>{metric.on_target ? texts.onTarget : texts.offTarget}</span>
              )}
            </>
          ) : null}
        </span>
      </Link>
      {takesLogs ? (
        <LogField
          ref={field}
          metric={metric}
          text={text}
          onText={setText}
          onDone={() => link.current?.focus()}
          onLeave={() => link.current?.focus()}
        />
      ) : (
        <span />
      )}
    </li>
  );
}

function starts({ kind }: MetricRow, key: string): boolean {
  return kind === "yes_no" ? /^[yn01]$/i.test(key) : /^[0-9+\-.,]$/.test(key);
}
