import type { MetricId } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Section } from "../../kit/Page";
import styles from "./Metrics.module.css";
import { texts } from "./texts";

const number = (value: number) => value.toFixed(2).replace("-", "−");

/** What moves together with a metric, never more than can be said. */
export function Correlations({ metric }: { metric: MetricId }) {
  const { data } = useOperation("metrics.correlations", { metric });
  if (!data || data.compared + data.too_few === 0) return null;
  return (
    <Section title={texts.correlations} count={data.found.length || undefined}>
      {data.found.length === 0 ? (
        <p className={styles.quiet}>{texts.noCorrelations(data.compared, data.too_few)}</p>
      ) : (
        <>
          <ul className={styles.facts}>
            {data.found.map((one) => (
              <li key={`${one.leads}-${one.follows}`}>
                {one.sentence.replace(/ \(rank correlation.*$/, ".")}
                <span className={styles.quiet}>
                  {" "}
                  {texts.interval(number(one.rho), number(one.low), number(one.high), one.n)}
                </span>
              </li>
            ))}
          </ul>
          <p className={styles.quiet}>{texts.correlationNote}</p>
        </>
      )}
    </Section>
  );
}
