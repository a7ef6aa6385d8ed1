import { addDays, dateOf } from "../../kit/time";
import styles from "./Days.module.css";
import grid from "./Habits.module.css";
import { texts } from "./texts";

/** What stands in each column, above all areas; it stays while they scroll. Rings and cells say it themselves. */
export function Days({ today }: { today: string }) {
  const days = Array.from({ length: 14 }, (_, index) => addDays(today, index - 13));
  return (
    <div className={styles.head} aria-hidden="true">
      <div className={grid.row}>
        <span />
        <span className={styles.strength}>{texts.page.strength}</span>
        <span className={styles.streak}>{texts.page.streak}</span>
        <span className={grid.cells}>
          {days.map((day, index) => (
            <span
              key={day}
              className={styles.column}
              data-older={index < 7 || undefined}
              data-today={day === today || undefined}
            >
              <span>{dateOf(day).toLocaleDateString("en-GB", { weekday: "narrow" })}</span>
              <span>{dateOf(day).getDate()}</span>
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}
