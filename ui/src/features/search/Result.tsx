import { IconInfoCircle } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { Hit } from "../../api/bindings";
import { IconButton } from "../../kit/Button";
import { Marked } from "../../kit/Marked";
import { routeOf } from "./route";
import styles from "./Search.module.css";
import { kindNames, texts } from "./texts";

/** A hit, with the reason for its place behind a button. */
export function Result({ hit, onOpen }: { hit: Hit; onOpen: () => void }) {
  const [why, setWhy] = useState(false);
  const id = useId();
  return (
    <li className={styles.item}>
      <a
        href={`#${routeOf(hit)}`}
        className={styles.hit}
        data-testid="search-result"
        onClick={(event) => {
          event.preventDefault();
          onOpen();
        }}
        onKeyDown={(event) => {
          if (event.key !== "w" || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          setWhy(!why);
        }}
      >
        <p className={styles.top}>
          <span className={styles.title}>{hit.title}</span>
          <span className={styles.kind}>
            {kindNames[hit.kind]}
            {hit.passage.page !== null && hit.kind === "item" && `, ${texts.page(hit.passage.page)}`}
          </span>
        </p>
        {hit.passage.heading && <p className={styles.heading}>{hit.passage.heading}</p>}
        <p className={styles.snippet}>
          <Marked text={hit.snippet} marks={hit.marks} />
        </p>
      </a>
      <span className={styles.why}>
        <IconButton label={texts.explain} keys="w" aria-expanded={why} aria-controls={id} onClick={() => setWhy(!why)}>
          <IconInfoCircle size={16} stroke={1.6} />
        </IconButton>
      </span>
      {why && <Why id={id} hit={hit} />}
    </li>
  );
}

function Why({ id, hit: { explain, passage } }: { id: string; hit: Hit }) {
  const rows = [
    [texts.explainRows.text, texts.rank(explain.text_rank, explain.text_score), explain.text_part],
    [texts.explainRows.vector, texts.rank(explain.vector_rank, explain.vector_score), explain.vector_part],
    [texts.explainRows.fused, "", explain.fused],
  ] as const;
  return (
    <div id={id} className={styles.explain} data-testid="explain">
      <p>{explain.reason}</p>
      <table>
        <tbody>
          {rows.map(([name, value, part]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
              <td>{part.toFixed(3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.where}>{texts.where(passage.heading, passage.page, passage.start, passage.end)}</p>
    </div>
  );
}
