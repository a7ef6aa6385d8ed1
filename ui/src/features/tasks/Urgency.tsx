import type { TaskId } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Popover } from "../../kit/Popover";
import { texts } from "./texts";
import styles from "./Urgency.module.css";

const words = texts.urgency;
const say = (number: number) => number.toLocaleString("en", { maximumFractionDigits: 2, minimumFractionDigits: 1 });
const signed = (number: number) => (number < 0 ? `−${say(-number)}` : `+${say(number)}`);

/** How urgent a task is; a click says why, term by term. */
export function Urgency({ id, field }: { id: TaskId; field: string }) {
  const why = useOperation("tasks.urgency", id);
  const { urgency, parts, inherited } = why.data ?? { urgency: null, parts: [], inherited: null };
  if (urgency === null) return <span className={styles.none}>{why.data ? words.closed : ""}</span>;
  return (
    <Popover
      label={words.why}
      width={300}
      button={(props) => (
        <button
          type="button"
          id={field}
          className={styles.button}
          aria-label={words.button(say(urgency))}
          data-testid="urgency"
          {...props}
        >
          {say(urgency)}
          <span className={styles.hint} aria-hidden="true">
            {words.hint}
          </span>
        </button>
      )}
    >
      {() => (
        <table className={styles.why}>
          <caption className="unseen">{words.why}</caption>
          <tbody>
            {parts.map(({ term, name, value, coefficient, adds }) => (
              <tr key={term}>
                <th scope="row">{name}</th>
                <td className={styles.sum}>{value === 1 ? "" : `${say(coefficient)} × ${say(value)}`}</td>
                <td className={styles.number}>{signed(adds)}</td>
              </tr>
            ))}
            {inherited && (
              <tr>
                <th scope="row" colSpan={2}>
                  {words.inherited(inherited.task.title)}
                </th>
                <td className={styles.number}>{signed(inherited.adds)}</td>
              </tr>
            )}
            <tr className={styles.total}>
              <th scope="row" colSpan={2}>
                {words.label}
              </th>
              <td className={styles.number}>{say(urgency)}</td>
            </tr>
          </tbody>
        </table>
      )}
    </Popover>
  );
}
