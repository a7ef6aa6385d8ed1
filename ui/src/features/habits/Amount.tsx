import { useId, useState } from "react";
import type { Habit } from "../../api/bindings";
import { Button } from "../../kit/Button";
import { TextField } from "../../kit/Field";
import styles from "./Habits.module.css";
import { texts } from "./texts";
import { numberOf, type useTick } from "./tick";

/** The small card in which a counted habit's number is typed: Enter logs it, the second button adds to what is there. */
export function Amount({
  habit,
  day,
  value,
  acts,
  close,
}: {
  habit: Habit;
  day: string;
  value: number | null;
  acts: ReturnType<typeof useTick>;
  close: () => void;
}) {
  const id = useId();
  const [text, setText] = useState("");
  const number = numberOf(text);
  const log = (add: boolean) => {
    if (number === null) return;
    acts.log(day, number, add);
    close();
  };
  return (
    <form
      className={styles.amount}
      onSubmit={(event) => {
        event.preventDefault();
        log(false);
      }}
    >
      <div className={styles.amountLine}>
        <label htmlFor={id}>{texts.howMuch}</label>
        <TextField
          id={id}
          data-autofocus
          inputMode="decimal"
          value={text}
          placeholder={value === null ? "" : String(value)}
          onChange={(event) => setText(event.target.value)}
        />
        <span className={styles.unit}>{habit.unit}</span>
      </div>
      <div className={styles.amountDo}>
        <Button look="primary" type="submit" disabled={number === null}>
          {texts.log}
        </Button>
        {value !== null && (
          <>
            <Button disabled={number === null} onClick={() => log(true)}>
              {texts.add}
            </Button>
            <Button
              look="plain"
              onClick={() => {
                acts.clear(day);
                close();
              }}
            >
              {texts.clear}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
