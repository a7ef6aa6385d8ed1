import type { HabitSchedule, HabitWeekday } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Select, TextField } from "../../kit/Field";
import styles from "./Habits.module.css";
import { texts } from "./texts";

const WEEKDAYS = Object.keys(texts.weekdays) as HabitWeekday[];
const EMPTY: Record<HabitSchedule["every"], HabitSchedule> = {
  day: { every: "day" },
  weekdays: { every: "weekdays", days: ["mon", "wed", "fri"] },
  week: { every: "week", times: 3 },
  month: { every: "month", times: 2 },
  days: { every: "days", days: 2 },
};

/** How often, with the core's own words for it below while it is chosen. */
export function ScheduleField({
  id,
  value,
  onChange,
}: {
  id: string;
  value: HabitSchedule;
  onChange: (schedule: HabitSchedule) => void;
}) {
  const words = useOperation("habits.words", value, { keep: true });
  const number = (label: string, n: number, most: number, set: (n: number) => HabitSchedule) => (
    <TextField
      aria-label={label}
      className={styles.small ?? ""}
      type="number"
      min={1}
      max={most}
      value={n || ""}
      onChange={(event) => onChange(set(Math.max(0, Math.round(Number(event.target.value)))))}
    />
  );
  return (
    <div className={styles.schedule}>
      <div className={styles.scheduleLine}>
        <Select
          id={id}
          label={texts.form.schedule}
          value={value.every}
          choices={Object.entries(texts.form.schedules).map(([value, label]) => ({ value, label }))}
          onChange={(every) => every && onChange(EMPTY[every as HabitSchedule["every"]])}
        />
        {value.every === "week" && number(texts.form.times, value.times, 7, (times) => ({ every: "week", times }))}
        {value.every === "month" && number(texts.form.times, value.times, 28, (times) => ({ every: "month", times }))}
        {value.every === "days" && number(texts.form.everyDays, value.days, 365, (days) => ({ every: "days", days }))}
      </div>
      {value.every === "weekdays" && (
        <fieldset className={styles.weekdays} aria-label={texts.form.schedules.weekdays}>
          {WEEKDAYS.map((day) => {
            const chosen = value.days.includes(day);
            const days = chosen ? value.days.filter((one) => one !== day) : [...value.days, day];
            return (
              <button
                key={day}
                type="button"
                className={styles.weekday}
                aria-pressed={chosen}
                onClick={() => onChange({ every: "weekdays", days })}
              >
                {texts.weekdays[day]}
              </button>
            );
          })}
        </fieldset>
      )}
      <p className={styles.said} role="status" data-tone={words.error ? "rubric" : undefined}>
        {words.error ? words.error.message : value.every !== "day" && words.data}
      </p>
    </div>
  );
}
