import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Posting } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Section } from "../../kit/Page";
import { sayMoment } from "../../kit/time";
import styles from "./Rewards.module.css";
import { kindNames, texts } from "./texts";

const PAGE = 20;

export function Ledger() {
  const [limit, setLimit] = useState(PAGE);
  const wallet = useOperation("wallet.show", { limit, weeks: 0 }, { keep: true });
  if (!wallet.data) return null;
  const { entries, total } = wallet.data;
  return (
    <Section title={texts.ledger} count={total}>
      <p className={styles.meta}>{total === 0 ? texts.ledgerEmpty : texts.ledgerNote}</p>
      {total > 0 && (
        <table className={styles.ledger}>
          <thead>
            <tr>
              <th scope="col">{texts.columns.day}</th>
              <th scope="col">{texts.columns.what}</th>
              <th scope="col" className={styles.number}>
                {texts.columns.points}
              </th>
              <th scope="col" className={styles.number}>
                {texts.columns.balance}
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td className={styles.day}>{sayMoment(entry.at)}</td>
                <td className={styles.what}>
                  <What entry={entry} />
                </td>
                <td className={styles.number}>{signed(entry.points)}</td>
                <td className={styles.number}>{entry.balance.toLocaleString("en-GB")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {total > entries.length && (
        <Button look="plain" onClick={() => setLimit(Math.min(500, limit + 60))} disabled={limit >= 500}>
          {texts.earlier}
        </Button>
      )}
    </Section>
  );
}

function What({ entry }: { entry: Posting }) {
  const note = kindNames[entry.kind];
  const said =
    entry.subject === "task" ? (
      <Link to="/rewards" search={{ task: entry.subject_id }} className={styles.link}>
        {entry.words}
      </Link>
    ) : (
      entry.words
    );
  return (
    <>
      {said}
      {note && <span className={styles.kind}> {note}</span>}
    </>
  );
}

const signed = (points: number) =>
  points > 0 ? `+${points.toLocaleString("en-GB")}` : `−${(-points).toLocaleString("en-GB")}`;
