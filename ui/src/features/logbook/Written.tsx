import { Link } from "@tanstack/react-router";
import type { LinkTo } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Section } from "../../kit/Page";
import { plainly } from "../../kit/plainly";
import { sayDay } from "../../kit/time";
import { texts } from "./texts";
import styles from "./Written.module.css";

const SHOWN = 5;

/** What the logbook says about a thing; nothing where it says nothing. */
export function Written({ about }: { about: LinkTo }) {
  const { data } = useOperation("logbook.list", { about, limit: SHOWN }, { keep: true });
  if (!data || data.entries.length === 0) return null;
  return (
    <Section title={texts.title} count={data.total}>
      <ul className={styles.list}>
        {data.entries.map((entry) => (
          <li key={entry.id}>
            <Link to="/logbook/$day" params={{ day: entry.day }} className={styles.line}>
              <span className={styles.day}>{sayDay(entry.day)}</span>
              <span className={styles.words}>{entry.title || plainly(entry.text)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {data.total > SHOWN && <p className={styles.more}>{texts.earlierEntries(data.total - SHOWN)}</p>}
    </Section>
  );
}
