import { Link } from "@tanstack/react-router";
import type { Searched } from "../../api/bindings";
import { Chip } from "../../kit/Chip";
import styles from "./Chat.module.css";
import { texts } from "./texts";

/** What was looked for and what was read, cited or not. */
export function SearchedDrawer({ searched }: { searched: Searched }) {
  return (
    <details className={styles.drawer} data-testid="searched">
      <summary>{texts.searched(searched.passages.length)}</summary>
      <p className={styles.queries}>
        {texts.queries}: {searched.queries.map((query) => `“${query}”`).join(", ")}
      </p>
      <ul>
        {searched.passages.map((passage, at) => (
          <li key={at} className={styles.passage}>
            <p className={styles.passageTop}>
              {passage.item !== null ? (
                <Link to="/knowledge/$id" params={{ id: String(passage.item) }} search={{}}>
                  {passage.title}
                </Link>
              ) : (
                <span>{passage.title}</span>
              )}
              {passage.page !== null && <span>{texts.page(passage.page)}</span>}
              <span>{passage.score.toFixed(2)}</span>
              {passage.cited && <Chip tone="accent">{texts.cited}</Chip>}
            </p>
            <p className={styles.passageText}>{passage.text}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
