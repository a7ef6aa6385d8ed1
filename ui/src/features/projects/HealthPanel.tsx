import type { ProjectDetail } from "../../api/bindings";
import { Notice } from "../../kit/Empty";
import { Section } from "../../kit/Page";
import { sayDay } from "../../kit/time";
import { HealthWords } from "./HealthWords";
import styles from "./Projects.module.css";
import { texts } from "./texts";

const words = texts.health;

/** How the project goes: what its tasks say, term by term, and when it will be done at its own rate. */
export function HealthPanel({ detail }: { detail: ProjectDetail }) {
  const { line, forecast } = detail;
  const { computed, project } = line;
  return (
    <Section
      title={words.title}
      aside={computed && <HealthWords health={computed.health} text={words.score(Math.round(computed.score))} />}
    >
      {line.disagree && <Notice tone="ochre">{words.disagree(line.disagree)}</Notice>}
      {computed ? (
        <ul className={styles.terms} aria-label={words.terms}>
          {computed.terms.map((term) => (
            <li key={term.kind} className={styles.term} data-takes={term.takes > 0 || undefined}>
              <span className={styles.termName}>{words.names[term.kind]}</span>
              <span className={styles.termSays}>{term.says}</span>
              <span className={styles.takes}>{words.takes(term.takes, term.weight)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.help}>{project.status === "active" ? words.nothing : words.inactive}</p>
      )}
      <p className={styles.help}>
        {forecast.p50
          ? words.forecast(
              sayDay(forecast.p50),
              forecast.p80 && sayDay(forecast.p80),
              forecast.per_week,
              forecast.weeks,
            )
          : forecast.none_because && words.none(forecast.none_because)}{" "}
        {forecast.buffer_days !== null && words.buffer(forecast.buffer_days)}
      </p>
    </Section>
  );
}
