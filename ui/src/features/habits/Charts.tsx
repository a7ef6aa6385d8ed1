import type { HabitPage } from "../../api/bindings";
import { Chart } from "../../kit/Chart";
import { HeatMap } from "../../kit/HeatMap";
import { Section } from "../../kit/Page";
import { daysBetween, sayDate, sayDay } from "../../kit/time";
import styles from "./Habits.module.css";
import { percent, sayNumber, texts } from "./texts";

/** 21 Nov; a chart that is not pointed at asks for the name of no point. */
const shortDate = (day: string) => (/^\d{4}-\d\d-\d\d$/.test(day) ? sayDate(day) : "");
const longDate = (day: string) => `${shortDate(day)} ${day.slice(0, 4)}`.trim();

export function Curve({ page: { curve } }: { page: HabitPage }) {
  const [first, last] = [curve[0], curve.at(-1)];
  if (!first || !last || curve.length < 2) return null;
  const days = daysBetween(first.day, last.day);
  const summary = texts.page.curveSays(first.strength, last.strength, days);
  return (
    <Section title={texts.page.curve}>
      <Chart
        label={texts.page.curve}
        summary={summary}
        height={180}
        points={curve.map(({ day, strength }) => ({ x: day, strength }))}
        series={[{ key: "strength", label: texts.page.strength, kind: "area" }]}
        value={percent}
        // Within a year no day is named twice.
        x={days < 365 ? shortDate : longDate}
        domain={[0, 1]}
      />
    </Section>
  );
}

export function Year({ page: { year, standing } }: { page: HabitPage }) {
  const [first, last] = [year[0], year.at(-1)];
  if (!first || !last) return null;
  const { habit } = standing;
  const done = year.filter((day) => day.state === "done" && day.value !== null);
  const states = new Map(year.map((day) => [day.day, day.state]));
  const values = Object.fromEntries(
    year.flatMap((day) => (day.value === null || day.value === 0 ? [] : [[day.day, day.value]])),
  );
  const top = habit.target !== null && habit.target > 0 ? habit.target : Math.max(1, ...Object.values(values));
  return (
    <Section title={texts.page.year}>
      <HeatMap
        label={texts.page.year}
        summary={texts.page.yearSays(done.length)}
        values={values}
        from={first.day}
        to={last.day}
        domain={[0, top]}
        tip={(day, value) => {
          const state = texts.states[states.get(day) ?? "off"];
          const amount = habit.kind === "numeric" && value !== null ? `${sayNumber(value)} ${habit.unit}, ` : "";
          return texts.page.tip(sayDay(day), `${amount}${state}`);
        }}
      />
      <p className={styles.hint}>{texts.page.yearSays(done.length)}</p>
    </Section>
  );
}

export function Weekdays({ page: { weekdays } }: { page: HabitPage }) {
  const names = Object.values(texts.weekdays);
  if (weekdays.every((count) => count === 0)) return null;
  const best = names[weekdays.indexOf(Math.max(...weekdays))] ?? "";
  return (
    <Section title={texts.page.byWeekday}>
      <Chart
        label={texts.page.byWeekday}
        summary={texts.page.byWeekdaySays(best)}
        height={150}
        points={weekdays.map((count, index) => ({ x: names[index] ?? "", count }))}
        series={[{ key: "count", label: texts.page.done, kind: "bar" }]}
      />
    </Section>
  );
}
