import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import type { Restored, Trashed, TrashKind } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Select, TextField } from "../../kit/Field";
import { Page, Section } from "../../kit/Page";
import { dayOf, sayClock, sayDay } from "../../kit/time";
import styles from "./Trash.module.css";
import { kindNames, texts } from "./texts";

const STEP = 100;
const keyOf = ({ kind, id }: { kind: TrashKind; id: number }) => `${kind}:${id}`;

export function TrashPage() {
  const [text, setText] = useState("");
  const [kind, setKind] = useState<TrashKind | null>(null);
  const [limit, setLimit] = useState(STEP);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<Restored | null>(null);
  const list = useOperation("trash.list", { limit, text: text.trim() || null, kind }, { keep: true });
  const restore = useMutation("trash.restore");
  const entries = list.data ?? [];
  const wanted = entries.filter((entry) => chosen.has(keyOf(entry)));
  const narrowed = text.trim() !== "" || kind !== null;

  const bringBack = (some: readonly Trashed[]) =>
    restore.mutate(
      { entries: some.map(({ kind, id }) => ({ kind, id })) },
      {
        onSuccess: (made) => {
          setOutcome(made);
          setChosen(new Set());
        },
        onError: () => setOutcome(null),
      },
    );
  const toggle = (entry: Trashed) => {
    const next = new Set(chosen);
    if (!next.delete(keyOf(entry))) next.add(keyOf(entry));
    setChosen(next);
  };

  return (
    <Page
      title={texts.title}
      note={texts.note}
      bar={
        <div className={styles.bar}>
          <TextField
            type="search"
            aria-label={texts.find}
            placeholder={texts.find}
            value={text}
            onChange={(event) => setText(event.target.value)}
            data-testid="trash-find"
          />
          <div className={styles.kind}>
            <Select
              label={texts.kind}
              value={kind}
              none={texts.anyKind}
              choices={Object.entries(kindNames).map(([value, label]) => ({ value, label }))}
              search={false}
              onChange={(next) => setKind(next as TrashKind | null)}
            />
          </div>
          {wanted.length > 0 && (
            <>
              <Button
                look="primary"
                disabled={restore.isPending}
                onClick={() => bringBack(wanted)}
                data-testid="trash-restore-many"
              >
                {texts.restoreMany(wanted.length)}
              </Button>
              <Button look="plain" onClick={() => setChosen(new Set())}>
                {texts.clear}
              </Button>
            </>
          )}
        </div>
      }
    >
      {list.error && <Notice tone="rubric">{list.error.message}</Notice>}
      {restore.error && <Notice tone="rubric">{restore.error.message}</Notice>}
      {outcome && <Outcome outcome={outcome} entries={entries} />}
      {list.data?.length === 0 && <Empty {...(narrowed ? texts.noMatch : texts.none)} />}
      {byDay(entries).map(([day, some]) => (
        <Section key={day} title={sayDay(day)} count={some.length}>
          <ul className={styles.list}>
            {some.map((entry) => (
              <li key={keyOf(entry)} className={styles.row} data-testid="trash-row">
                <input
                  type="checkbox"
                  className={styles.check}
                  aria-label={texts.select(entry.title)}
                  checked={chosen.has(keyOf(entry))}
                  onChange={() => toggle(entry)}
                />
                <span className={styles.what}>
                  <span className={styles.title}>{entry.title || texts.untitled}</span>
                  <span className={styles.how}>
                    {kindNames[entry.kind]} · {texts.deleted(texts.by[entry.actor], sayClock(entry.deleted_at))}
                  </span>
                </span>
                <Button
                  icon={<IconArrowBackUp size={15} stroke={1.7} />}
                  disabled={restore.isPending}
                  aria-label={`${texts.restore} ${entry.title}`}
                  onClick={() => bringBack([entry])}
                  data-testid="trash-restore"
                >
                  {texts.restore}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      {entries.length >= limit && limit < 500 && <Button onClick={() => setLimit(limit + STEP)}>{texts.more}</Button>}
    </Page>
  );
}

/** What came back, and by name what did not. */
function Outcome({ outcome, entries }: { outcome: Restored; entries: readonly Trashed[] }) {
  if (outcome.refused.length === 0) return null;
  return (
    <Notice tone="ochre">
      <p>
        {texts.restored(outcome.restored)}. {texts.refused}
      </p>
      <ul className={styles.list}>
        {outcome.refused.map((one) => (
          <li key={keyOf(one)}>
            {kindNames[one.kind]} “{entries.find((entry) => keyOf(entry) === keyOf(one))?.title ?? one.id}”:{" "}
            {sentence(one.reason)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function byDay(entries: readonly Trashed[]): [string, Trashed[]][] {
  const days = new Map<string, Trashed[]>();
  for (const entry of entries) {
    const day = dayOf(entry.deleted_at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
}
