import type { Searched, SearchedPassage } from "../../api/bindings";
import { sentence } from "../../api/sentence";
import { Chip } from "../../kit/Chip";
import { Notice } from "../../kit/Empty";
import styles from "./Chat.module.css";
import { Place } from "./Citations";
import { ScopeWords } from "./ScopeWords";
import { signNames, texts } from "./texts";

/** What was looked for and what was read, cited or not, and why it was an answer or none. */
export function SearchedDrawer({ searched }: { searched: Searched }) {
  const { queries, filter, passages, judgement, embedder, search_ms, degraded, scope } = searched;
  return (
    <details className={styles.drawer} data-testid="searched">
      <summary>{filter === null ? texts.searched(passages.length) : texts.counted}</summary>
      <dl className={styles.facts}>
        <dt>{texts.queries}</dt>
        <dd>{queries.map((query) => `“${query}”`).join(", ")}</dd>
        {filter !== null && (
          <>
            <dt>{texts.countedBy}</dt>
            <dd>
              <code>{filter}</code>
            </dd>
          </>
        )}
        {filter === null && (
          <>
            <dt>{texts.scope}</dt>
            <dd>
              <ScopeWords scope={scope} />
            </dd>
            <dt>{texts.legs}</dt>
            <dd>{embedder === null ? texts.wordsOnly : texts.wordsAndMeaning(embedder)}</dd>
            {search_ms !== null && (
              <>
                <dt>{texts.searchTook}</dt>
                <dd>{search_ms} ms</dd>
              </>
            )}
          </>
        )}
        {judgement && (
          <>
            <dt>{texts.judged}</dt>
            <dd>
              {texts.judgement(judgement.score, judgement.threshold)}
              <ul className={styles.signs}>
                {judgement.signs.map(({ name, value, weight }) => (
                  <li key={name}>{texts.sign(signNames[name] ?? name, value, weight)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      {degraded && <Notice tone="ochre">{sentence(degraded)}</Notice>}
      <ol>
        {passages.map((passage) => (
          <li key={`${passage.item}:${passage.task}:${passage.start}`} className={styles.passage}>
            <Considered passage={passage} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Considered({ passage }: { passage: SearchedPassage }) {
  const ranks = texts.ranks(passage.by_words, passage.by_meaning, passage.likeness);
  return (
    <Place spot={passage} className={styles.passageLink ?? ""} data-testid="searched-passage">
      <span className={styles.passageTop}>
        <span className={styles.passageTitle}>
          {passage.title}
          {passage.page !== null && `, ${texts.page(passage.page)}`}
        </span>
        {passage.cited ? <Chip tone="accent">{texts.cited}</Chip> : <Chip>{texts.refused}</Chip>}
        <span className={styles.score} title={texts.score}>
          {passage.score.toFixed(2)}
        </span>
      </span>
      {ranks && <span className={styles.ranks}>{ranks}</span>}
      <span className={styles.passageText}>{passage.text}</span>
    </Place>
  );
}
