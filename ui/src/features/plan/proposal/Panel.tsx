// The proposal beside the timeline: what would change and why, what finds no place, and the one button that writes.
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { PlanProposal, TaskId } from "../../../api/bindings";
import { sentence } from "../../../api/sentence";
import { Button } from "../../../kit/Button";
import { Empty, Notice } from "../../../kit/Empty";
import { isoOf, sayShortDay } from "../../../kit/time";
import type { Span } from "../days";
import { Line } from "./Line";
import styles from "./Proposal.module.css";
import type { Row } from "./rows";
import { proposalTexts as texts } from "./texts";
import type { Proposing } from "./useProposal";

type Props = {
  proposing: Proposing;
  span: Span;
  from: string;
  selected: string | null;
  onSelect: (key: string) => void;
  onClose: () => void;
  /** Plans the day or week after. */
  onNext: () => void;
};

export function Panel({ proposing, span, from, selected, onSelect, onClose, onNext }: Props) {
  const { data, error, rows, changes, chosen } = proposing;
  const panel = useRef<HTMLElement>(null);
  useAcceptKey(proposing.accept);
  const ready = data !== undefined || error !== null;
  // Who asked by key goes on by key: to the button that accepts, or to the panel. A proposal for another day leaves the
  // focus where it is, so that a second Enter on the way to that day accepts nothing.
  const begun = useRef(false);
  useEffect(() => {
    if (!ready || begun.current) return;
    begun.current = true;
    const first = panel.current?.querySelector<HTMLElement>("[data-first]");
    (first ?? panel.current)?.focus();
  }, [ready]);
  const next = () => {
    panel.current?.focus();
    onNext();
  };

  return (
    <section ref={panel} className={styles.panel} aria-label={texts.plan[span]} tabIndex={-1} data-testid="proposal">
      <h2 className={styles.title}>
        {span === "week" ? texts.title.week(sayShortDay(from)) : texts.title.day(sayShortDay(from))}
      </h2>
      {error && <Notice tone="rubric">{sentence(error.message)}</Notice>}
      {!ready && (
        <p className={styles.quiet} role="status">
          {texts.working}
        </p>
      )}
      {data && <Nothing data={data} changes={changes.length} />}
      <div className={styles.act}>
        {changes.length > 0 && (
          <Button
            look="primary"
            keys="mod+enter"
            data-first
            data-testid="proposal-accept"
            disabled={chosen.length === 0 || proposing.accepting}
            {...(chosen.length === 0 ? { title: texts.noneChosen } : {})}
            onClick={proposing.accept}
          >
            {changes.length === 1 && chosen.length === 1
              ? texts.acceptOne
              : texts.accept(chosen.length, changes.length)}
          </Button>
        )}
        <Button look={changes.length > 0 ? "plain" : "outline"} keys="escape" onClick={onClose}>
          {texts.dismiss}
        </Button>
      </div>
      {changes.length > 0 && <p className={styles.quiet}>{texts.nothingWritten}</p>}
      {data && <Misfit data={data} span={span} onNext={next} />}
      {rows.length > 0 && (
        <>
          <div className={styles.counts}>
            {changes.length > 1 && (
              <input
                type="checkbox"
                className={styles.box}
                aria-label={texts.all}
                checked={chosen.length === changes.length}
                ref={(box) => {
                  if (box) box.indeterminate = chosen.length > 0 && chosen.length < changes.length;
                }}
                onChange={() => proposing.all(chosen.length < changes.length)}
              />
            )}
            <span>{texts.counts(countsOf(rows))}</span>
          </div>
          <ul className={styles.lines} aria-label={texts.list} onKeyDown={step}>
            {rows.map((row, n) => (
              <Line
                key={row.key}
                {...{ row, proposing }}
                marked={selected === row.key}
                onSelect={() => onSelect(row.key)}
                day={span === "week" && dayOf(row) !== dayOf(rows[n - 1]) ? texts.day(row.from) : null}
              />
            ))}
          </ul>
          {changes.length > 0 && <p className={styles.quiet}>{texts.keys}</p>}
        </>
      )}
      {data && <LeftOut data={data} />}
    </section>
  );
}

/** Why there is nothing to accept. */
function Nothing({ data, changes }: { data: PlanProposal; changes: number }) {
  if (changes > 0 || data.unplanned.length > 0) return null;
  return <Empty {...(data.blocks.length === 0 ? texts.empty : texts.stands)} />;
}

/** That not everything fits, and what would help. */
function Misfit({ data, span, onNext }: { data: PlanProposal; span: Span; onNext: () => void }) {
  if (data.unplanned.length === 0) return null;
  const { drop, shrink } = data;
  const none = data.blocks.length === 0;
  return (
    <Notice tone="ochre" {...(none ? { action: <Button onClick={onNext}>{texts.full.next[span]}</Button> } : {})}>
      <strong>{texts.full.title}</strong>{" "}
      {none ? texts.full.noTime : drop.length > 0 && texts.full.drop(drop.map(({ title }) => title))}{" "}
      {!none && shrink && texts.full.shrink(shrink.title, shrink.from, shrink.to)}
    </Notice>
  );
}

function LeftOut({ data }: { data: PlanProposal }) {
  const navigate = useNavigate();
  if (data.unplanned.length === 0) return null;
  const open = (task: TaskId) =>
    void navigate({ to: ".", search: (old: object) => ({ ...old, task: task as number }) as never });
  return (
    <>
      <h3 className={styles.sub}>{texts.unplanned}</h3>
      <ul className={styles.lines} aria-label={texts.unplanned}>
        {data.unplanned.map(({ task, title, why }) => (
          <li key={task} className={styles.out} data-testid="proposal-unplanned">
            <button type="button" className={styles.link} aria-label={texts.open(title)} onClick={() => open(task)}>
              {title}
            </button>
            <p className={styles.why}>{sentence(why)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

const dayOf = (row: Row | undefined) => row && isoOf(new Date(row.from));

function countsOf(rows: readonly Row[]): Record<Row["change"], number> {
  const counts = { new: 0, moved: 0, removed: 0, kept: 0 };
  for (const { change } of rows) counts[change] += 1;
  return counts;
}

/** The arrows go from line to line. */
function step(event: KeyboardEvent<HTMLUListElement>): void {
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const line = (event.target as HTMLElement).closest("li");
  const at = boxes.findIndex((box) => box.closest("li") === line);
  event.preventDefault();
  event.stopPropagation();
  boxes[Math.max(0, Math.min(at + by, boxes.length - 1))]?.focus();
}

/** Ctrl with Enter accepts, wherever on the page the focus is. */
function useAcceptKey(accept: () => void): void {
  const latest = useRef(accept);
  latest.current = accept;
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest("[role='dialog'], [role='menu'], textarea, input:not([type='checkbox'])")) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, []);
}
