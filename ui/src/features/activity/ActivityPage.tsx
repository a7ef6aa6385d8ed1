import { IconArrowBackUp, IconArrowForwardUp } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Actor, Step } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { DayField, Select, TextField } from "../../kit/Field";
import { Page, Section } from "../../kit/Page";
import { dayOf, sayClock, sayDay } from "../../kit/time";
import styles from "./Activity.module.css";
import { Changes } from "./Changes";
import { Revert } from "./Revert";
import { actorNames, texts } from "./texts";

const STEP = 100;

export function ActivityPage() {
  const [actor, setActor] = useState<Actor | null>(null);
  const [domain, setDomain] = useState<string | null>(null);
  const [text, setText] = useState("");
  const [day, setDay] = useState<string | null>(null);
  const [limit, setLimit] = useState(STEP);
  const steps = useOperation(
    "history.activity",
    { limit, actor, domain, day, text: text.trim() || null },
    { keep: true },
  );
  const narrowed = actor !== null || domain !== null || day !== null || text.trim() !== "";
  const state = useOperation("history.state", null);
  const undo = useMutation("history.undo");
  const redo = useMutation("history.redo");
  const days = useMemo(() => byDay(steps.data ?? []), [steps.data]);
  return (
    <Page
      title={texts.title}
      note={texts.note}
      actions={
        <>
          <Button
            icon={<IconArrowBackUp size={15} stroke={1.7} />}
            keys="mod+z"
            disabled={!state.data?.undo}
            title={state.data?.undo?.label ?? "Nothing to undo"}
            onClick={() => undo.mutate(null)}
            data-testid="activity-undo"
          >
            {texts.undo}
          </Button>
          <Button
            icon={<IconArrowForwardUp size={15} stroke={1.7} />}
            disabled={!state.data?.redo}
            title={state.data?.redo?.label ?? "Nothing to redo"}
            onClick={() => redo.mutate(null)}
            data-testid="activity-redo"
          >
            {texts.redo}
          </Button>
        </>
      }
      bar={
        <div className={styles.bar}>
          <TextField
            type="search"
            aria-label={texts.find}
            placeholder={texts.find}
            value={text}
            onChange={(event) => setText(event.target.value)}
            data-testid="activity-find"
          />
          <div className={styles.choice}>
            <Select
              label={texts.actor}
              value={actor}
              none={texts.anyone}
              choices={Object.entries(actorNames).map(([value, label]) => ({ value, label }))}
              search={false}
              onChange={(next) => setActor(next as Actor | null)}
            />
          </div>
          <div className={styles.choice}>
            <Select
              label={texts.domain}
              value={domain}
              none={texts.anything}
              choices={Object.entries(texts.domains).map(([value, label]) => ({ value, label }))}
              search={false}
              onChange={setDomain}
            />
          </div>
          <div className={styles.day}>
            <DayField label={texts.day} value={day} none={texts.anyDay} onChange={setDay} />
          </div>
        </div>
      }
    >
      {steps.error && <Notice tone="rubric">{steps.error.message}</Notice>}
      {steps.data?.length === 0 && <Empty {...(narrowed ? texts.noMatch : texts.none)} />}
      {days.map(([day, list]) => (
        <Section key={day} title={sayDay(day)} count={list.length}>
          <ul className={styles.list}>
            {list.map((step) => (
              <Line key={step.id} step={step} />
            ))}
          </ul>
        </Section>
      ))}
      {steps.data && steps.data.length >= limit && limit < 500 && (
        <Button onClick={() => setLimit(limit + STEP)}>{texts.more}</Button>
      )}
    </Page>
  );
}

function byDay(steps: readonly Step[]): [string, Step[]][] {
  const days = new Map<string, Step[]>();
  for (const step of steps) {
    const day = dayOf(step.at);
    days.set(day, [...(days.get(day) ?? []), step]);
  }
  return [...days];
}

function Line({ step }: { step: Step }) {
  const [open, setOpen] = useState(false);
  return (
    <li className={styles.item} data-undone={step.undone || undefined}>
      <button
        type="button"
        className={styles.line}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        data-testid="activity-step"
      >
        <span className={styles.time}>{sayClock(step.at)}</span>
        <span className={styles.who} data-actor={step.actor}>
          {actorNames[step.actor]}
        </span>
        <span className={styles.label}>{step.label}</span>
        {step.undone && <span className={styles.mark}>{texts.undone}</span>}
        <span className={styles.count}>{texts.changes(step.changes)}</span>
      </button>
      {open && (
        <div className={styles.open}>
          <Changes step={step.id} />
          {!step.undone && step.undo_of === null && <Revert step={step.id} />}
        </div>
      )}
    </li>
  );
}
