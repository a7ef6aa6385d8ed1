import { Link } from "@tanstack/react-router";
import type { Happening } from "../../api/bindings";
import { routeOfThing } from "../../api/things";
import { Section } from "../../kit/Page";
import { sayClock, sayMinutes } from "../../kit/time";
import styles from "./Logbook.module.css";
import { texts } from "./texts";

/** What happened, read from what was done. It is never part of the writing. */
export function Strip({ strip }: { strip: readonly Happening[] }) {
  return (
    <Section title={texts.strip} count={strip.length || undefined}>
      {strip.length === 0 && <p className={styles.quiet}>{texts.stripEmpty}</p>}
      <ul className={styles.strip}>
        {strip.map((line, at) => (
          <li key={`${line.kind}${line.at}:${at}`} className={styles.happening}>
            <time className={styles.time} dateTime={new Date(line.at).toISOString()}>
              {sayClock(line.at)}
            </time>
            <span className={styles.kind}>{texts.kinds[line.kind]}</span>
            <span className={styles.what}>
              {line.to ? <Link to={routeOfThing(line.to.kind, line.to.id)}>{line.title}</Link> : line.title}
              {line.detail && <span className={styles.detail}> {line.detail}</span>}
            </span>
            {line.minutes !== null && <span className={styles.minutes}>{sayMinutes(line.minutes)}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
