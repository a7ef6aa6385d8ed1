import { Link, useRouter } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { LinkTo, ReviewAction, ReviewLine, ReviewStep } from "../../api/bindings";
import { useClient } from "../../api/react";
import { routeOfThing } from "../../api/things";
import { Button } from "../../kit/Button";
import { Empty } from "../../kit/Empty";
import { DayPicker } from "../../kit/Field";
import { Keys } from "../../kit/Keys";
import { Popover } from "../../kit/Popover";
import { usePageKeys } from "../../kit/usePageKeys";
import styles from "./Review.module.css";
import { texts } from "./texts";

const keyOf = (to: LinkTo) => `${to.kind}${to.id}`;

/** Where a line leads. */
function routeOf(line: ReviewLine): string | null {
  if (line.to) return routeOfThing(line.to.kind, line.to.id);
  return line.day === null ? null : `/tasks?filter=${encodeURIComponent(`on:${line.day}`)}`;
}

/** One step: its lines, and what can be done with those that are selected, or with the marked one. */
export function StepView({ step, onDecided }: { step: ReviewStep; onDecided: (n: number) => void }) {
  const client = useClient();
  const router = useRouter();
  const [marked, setMarked] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const at = Math.min(marked, Math.max(0, step.lines.length - 1));
  const line = step.lines[at];
  const chosen = step.lines.flatMap(({ to }) => (to && selected.has(keyOf(to)) ? [to] : []));
  const targets = chosen.length > 0 ? chosen : line?.to ? [line.to] : [];

  const act = (action: ReviewAction, day?: string) => {
    if (targets.length === 0 || !step.actions.includes(action)) return;
    setSelected(new Set());
    client
      .write("review.act", { action, lines: targets, ...(day === undefined ? {} : { day }) })
      .then(onDecided)
      .catch(() => undefined);
  };
  const toggle = (to: LinkTo | null | undefined) => {
    if (!to) return;
    const next = new Set(selected);
    if (!next.delete(keyOf(to))) next.add(keyOf(to));
    setSelected(next);
  };
  const move = (by: number) => setMarked(Math.max(0, Math.min(at + by, step.lines.length - 1)));
  const plan = useRef<HTMLButtonElement>(null);
  usePageKeys({
    j: () => move(1),
    down: () => move(1),
    k: () => move(-1),
    up: () => move(-1),
    x: () => toggle(line?.to),
    enter: () => {
      const route = line && routeOf(line);
      if (route) void router.navigate({ to: route });
    },
    c: step.actions.includes("complete") ? () => act("complete") : undefined,
    s: step.actions.includes("someday") ? () => act("someday") : undefined,
    d: step.actions.includes("schedule") ? () => plan.current?.click() : undefined,
    "shift+d": step.actions.includes("drop") ? () => act("drop") : undefined,
  });

  return (
    <section aria-label={step.title}>
      <h2 className={styles.title}>{step.title}</h2>
      <p className={styles.hint}>{step.hint}</p>
      {step.lines.length === 0 && <Empty {...(step.informs ? texts.nothing : texts.clear)} />}
      {step.lines.length > 0 && (
        <ul className={styles.lines}>
          {step.lines.map((one, n) => {
            const route = routeOf(one);
            const begins = one.group !== null && one.group !== step.lines[n - 1]?.group;
            return (
              <li key={one.to ? keyOf(one.to) : one.title}>
                {begins && <h3 className={styles.group}>{one.group}</h3>}
                <div className={styles.line} data-marked={n === at || undefined} data-testid="review-line">
                  {step.actions.length > 0 && one.to && (
                    <input
                      type="checkbox"
                      aria-label={texts.select(one.title)}
                      checked={selected.has(keyOf(one.to))}
                      onChange={() => {
                        setMarked(n);
                        toggle(one.to);
                      }}
                    />
                  )}
                  {route ? (
                    <Link to={route} className={styles.name}>
                      {one.title}
                    </Link>
                  ) : (
                    <span className={styles.name}>{one.title}</span>
                  )}
                  {one.detail && <span className={styles.detail}>{one.detail}</span>}
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {step.actions.length > 0 && step.lines.length > 0 && (
        <fieldset className={styles.actions} aria-label={texts.chosen(chosen.length)}>
          <span className={styles.chosen}>{texts.chosen(chosen.length)}</span>
          {step.actions.map((action) =>
            action === "schedule" ? (
              <Popover
                key={action}
                label={texts.actions.schedule}
                width={266}
                button={(props) => (
                  <Button ref={plan} look="plain" keys={texts.keysOf.schedule} data-testid="review-schedule" {...props}>
                    {texts.actions.schedule}
                  </Button>
                )}
              >
                {(close) => (
                  <DayPicker
                    value={null}
                    onPick={(day) => {
                      close();
                      if (day !== null) act("schedule", day);
                    }}
                  />
                )}
              </Popover>
            ) : (
              <Button
                key={action}
                look="plain"
                keys={texts.keysOf[action]}
                onClick={() => act(action)}
                data-testid={`review-${action}`}
              >
                {texts.actions[action]}
              </Button>
            ),
          )}
        </fieldset>
      )}
      {step.lines.length > 0 && (
        <p className={styles.keys}>
          {texts.keys
            .filter(([key]) => key !== "x" || step.actions.length > 0)
            .map(([key, words]) => (
              <span key={key} className={styles.key}>
                <Keys keys={key} /> {words}
              </span>
            ))}
        </p>
      )}
    </section>
  );
}
