import type { Searched } from "../../api/bindings";
import { sentence } from "../../api/sentence";
import { Chip } from "../../kit/Chip";
import { Notice } from "../../kit/Empty";
import styles from "./Chat.module.css";
import { Place } from "./Citations";
import { texts } from "./texts";

/** What was looked for and what was read, cited or not. Each passage opens where it stands. */
export function SearchedDrawer({ searched }: { searched: Searched }) {
  return (
    <details className={styles.drawer} data-testid="searched">
      <summary>{texts.searched(searched.passages.length)}</summary>
      <p className={styles.queries}>
        {texts.queries}: {searched.queries.map((query) => `“${query}”`).join(", ")}
      </p>
      {searched.degraded && <Notice tone="ochre">{sentence(searched.degraded)}</Notice>}
      <ol>
        {searched.passages.map((passage) => (
          <li key={`${passage.item}:${passage.task}:${passage.start}`} className={styles.passage}>
            <Place spot={passage} className={styles.passageLink ?? ""} data-testid="searched-passage">
              <span className={styles.passageTop}>
                <span className={styles.passageTitle}>
                  {passage.title}
                  {passage.page !== null && `, ${texts.page(passage.page)}`}
                </span>
                {passage.cited && <Chip tone="accent">{texts.cited}</Chip>}
                <span className={styles.score} title={texts.score}>
                  {passage.score.toFixed(2)}
                </span>
              </span>
              <span className={styles.passageText}>{passage.text}</span>
            </Place>
          </li>
        ))}
      </ol>
    </details>
  );
}
