import { Link } from "@tanstack/react-router";
import { useOperation } from "../../api/react";
import { Section } from "../../kit/Page";
import styles from "./Logbook.module.css";
import { texts } from "./texts";

/** What was written a month ago and in earlier years. */
export function OnThisDay({ day }: { day: string }) {
  const { data } = useOperation("logbook.on_this_day", { day }, { keep: true });
  if (!data || data.length === 0) return null;
  return (
    <Section title={texts.onThisDay}>
      <ul className={styles.before}>
        {data.map((one) => (
          <li key={one.day}>
            <Link to="/logbook/$day" params={{ day: one.day }} className={styles.ago}>
              {one.ago}
            </Link>
            {one.entries.map((entry) => (
              <p key={entry.id} className={styles.excerpt}>
                {entry.title || entry.text}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
