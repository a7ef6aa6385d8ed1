import { useEffect, useState } from "react";
import type { LanguageSection } from "../../api/bindings";
import type { Ask } from "./ask";
import styles from "./LanguageHelp.module.css";
import { texts } from "./texts";

/** What can be typed, from the grammar's own table. An example that is clicked stands in the line. */
export function LanguageHelp({ ask, onTry }: { ask: Ask; onTry: (line: string) => void }) {
  const [sections, setSections] = useState<readonly LanguageSection[]>([]);
  useEffect(() => {
    let current = true;
    ask.language().then(
      (found) => current && setSections(found),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [ask]);
  return (
    <section className={styles.help} aria-label={texts.help} data-testid="language-help">
      {sections.map((section) => (
        <div key={section.kind} className={styles.section}>
          <h3 className={styles.title}>{section.title}</h3>
          <p className={styles.about}>{section.about}</p>
          <dl className={styles.phrases}>
            {section.phrases.map((phrase) => (
              <div key={phrase.phrase} className={styles.row}>
                <dt>
                  <button
                    type="button"
                    className={styles.phrase}
                    title={texts.tryIt(phrase.example)}
                    onClick={() => onTry(phrase.example)}
                  >
                    {phrase.phrase}
                  </button>
                </dt>
                <dd className={styles.means}>{phrase.means.replaceAll("`", "")}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}
