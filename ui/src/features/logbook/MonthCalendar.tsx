import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { weeksOf } from "../../kit/Calendar";
import { dateOf, sayFullDay } from "../../kit/time";
import styles from "./Logbook.module.css";
import { texts } from "./texts";

const WEEKDAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const monthName = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });

/** A month; a day with entries has a dot, the darker the better its mood was. */
export function MonthCalendar({ day, today }: { day: string; today: string }) {
  const [shown, setShown] = useState(day.slice(0, 7));
  useEffect(() => setShown(day.slice(0, 7)), [day]);
  const [year = 0, month = 1] = shown.split("-").map(Number);
  const { data } = useOperation("logbook.month", { year, month }, { keep: true });
  const marks = new Map((data?.days ?? []).map((mark) => [mark.day as string, mark]));
  const turn = (months: number) => {
    const at = year * 12 + month - 1 + months;
    setShown(`${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`);
  };
  return (
    <section aria-label={texts.calendar} className={styles.calendar}>
      <div className={styles.calendarTop}>
        <h2 className={styles.month}>{monthName.format(dateOf(`${shown}-01`))}</h2>
        <IconButton label="Previous month" onClick={() => turn(-1)}>
          <IconChevronLeft size={16} stroke={1.7} />
        </IconButton>
        <IconButton label="Next month" onClick={() => turn(1)}>
          <IconChevronRight size={16} stroke={1.7} />
        </IconButton>
      </div>
      <div className={styles.week} aria-hidden="true">
        {WEEKDAYS.map((name) => (
          <span key={name} className={styles.weekday}>
            {name}
          </span>
        ))}
      </div>
      {weeksOf(`${shown}-01`).map((week) => (
        <div key={week[0]} className={styles.week}>
          {week.map((one) => {
            const mark = marks.get(one);
            const name = [sayFullDay(one), mark && texts.dayMark(mark.entries, mark.mood)].filter(Boolean).join(": ");
            return (
              <Link
                key={one}
                to="/logbook/$day"
                params={{ day: one }}
                className={styles.day}
                aria-label={name}
                title={name}
                {...(one === day ? { "aria-current": "date" as const } : {})}
                data-outside={one.slice(0, 7) !== shown || undefined}
                data-today={one === today || undefined}
              >
                {Number(one.slice(8))}
                {mark && (
                  <span className={styles.dot} data-mood={mark.mood === null ? "none" : Math.round(mark.mood)} />
                )}
              </Link>
            );
          })}
        </div>
      ))}
      <p className={styles.quiet}>{texts.monthWords(data?.days.length ?? 0)}</p>
    </section>
  );
}
