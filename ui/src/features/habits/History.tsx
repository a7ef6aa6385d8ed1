import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { HabitEntry, HabitPage } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { DayField, TextField } from "../../kit/Field";
import { Section } from "../../kit/Page";
import { Popover } from "../../kit/Popover";
import { addDays, sayDay } from "../../kit/time";
import { Amount } from "./Amount";
import styles from "./Habits.module.css";
import { sayNumber, texts } from "./texts";
import { useTick } from "./tick";

/** Every entry with its note, newest first, and a way to log a day that is over. */
export function History({ page }: { page: HabitPage }) {
  const { habit, days } = page.standing;
  const today = days.at(-1)?.day;
  const acts = useTick(habit);
  const [day, setDay] = useState<string | null>(null);
  const chosen = day ?? (today ? addDays(today, -1) : habit.start_day);
  return (
    <Section
      title={texts.page.history}
      aside={
        <span className={styles.backfill}>
          <DayField label={texts.logDay} value={chosen} onChange={setDay} />
          {habit.kind === "yes_no" ? (
            <Button look="plain" onClick={() => acts.log(chosen, 1)}>
              {texts.logDay}
            </Button>
          ) : (
            <Popover
              label={texts.logDay}
              width={230}
              button={(props) => (
                <Button look="plain" {...props}>
                  {texts.logDay}
                </Button>
              )}
            >
              {(close) => <Amount habit={habit} day={chosen} value={null} acts={acts} close={close} />}
            </Popover>
          )}
        </span>
      }
    >
      {page.history.length === 0 && <p className={styles.hint}>{texts.page.noHistory}</p>}
      <ul className={styles.plain}>
        {page.history.map((entry) => (
          <Line key={entry.day} page={page} entry={entry} />
        ))}
      </ul>
    </Section>
  );
}

function Line({ page, entry }: { page: HabitPage; entry: HabitEntry }) {
  const { habit } = page.standing;
  const acts = useTick(habit);
  const log = useMutation("habits.log", { quiet: true });
  const [note, setNote] = useState(entry.note);
  const words =
    entry.value === null
      ? texts.states.skipped
      : habit.kind === "numeric"
        ? `${sayNumber(entry.value)} ${habit.unit}`.trim()
        : entry.value > 0
          ? texts.states.done
          : texts.states.missed;
  return (
    <li className={styles.line}>
      <span className={styles.first}>{sayDay(entry.day)}</span>
      <span className={styles.meta}>{[words, entry.time].filter(Boolean).join(", ")}</span>
      {entry.value === null ? (
        <span className={styles.entryNote}>{entry.note}</span>
      ) : (
        <TextField
          boxed={false}
          className={styles.entryNote ?? ""}
          aria-label={`${texts.note}, ${sayDay(entry.day)}`}
          placeholder={texts.note}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onBlur={() => {
            if (note !== entry.note) log.mutate({ habit: habit.id, day: entry.day, value: entry.value, note });
          }}
        />
      )}
      <IconButton label={`${texts.clear}, ${sayDay(entry.day)}`} onClick={() => acts.clear(entry.day)}>
        <IconX size={15} stroke={1.7} />
      </IconButton>
    </li>
  );
}
