import { IconAlertTriangle, IconCheck, IconQuote } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Citation } from "../../api/bindings";
import styles from "./Chat.module.css";
import { supportNames, texts } from "./texts";

/** [n] in an answer: opens the passage itself. A number that the app did not give is not a link. */
export function CitationChip({ n, citation }: { n: number; citation: Citation | undefined }) {
  if (!citation) return <>[{n}]</>;
  return (
    <Place
      citation={citation}
      className={styles.cite ?? ""}
      testId="citation"
      label={`${texts.noPassage(n)}: ${citation.title}, ${supportNames[citation.support]}`}
    >
      {n}
    </Place>
  );
}

/** The cited passages under an answer, each with how well it carries the sentence. */
export function Sources({ citations }: { citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  return (
    <ol className={styles.sources}>
      {citations.map((citation) => (
        <li key={citation.n}>
          <Place citation={citation} className={styles.source ?? ""} testId="citation-source">
            <span className={styles.sourceN}>{citation.n}</span>
            <span className={styles.sourceWords}>
              <span className={styles.sourceTitle}>
                {citation.title}
                {citation.page !== null && `, ${texts.page(citation.page)}`}
              </span>
              <span className={styles.quote}>{citation.quote}</span>
            </span>
            <Support support={citation.support} />
          </Place>
        </li>
      ))}
    </ol>
  );
}

const SUPPORT_ICONS = {
  verbatim: <IconQuote size={13} stroke={1.8} aria-hidden />,
  supported: <IconCheck size={13} stroke={2} aria-hidden />,
  weak: <IconAlertTriangle size={13} stroke={1.8} aria-hidden />,
};
const SUPPORT_WORDS = { verbatim: "verbatim", supported: "supported", weak: "weak" };

function Support({ support }: { support: Citation["support"] }) {
  return (
    <span className={styles.support} data-support={support} title={supportNames[support]}>
      {SUPPORT_ICONS[support]}
      {SUPPORT_WORDS[support]}
    </span>
  );
}

function Place({
  citation,
  className,
  testId,
  label,
  children,
}: {
  citation: Citation;
  className: string;
  testId: string;
  label?: string;
  children: ReactNode;
}) {
  const shared = {
    className,
    "data-testid": testId,
    "data-cite": citation.n,
    ...(label ? { "aria-label": label } : {}),
    title: citation.title,
  };
  if (citation.item !== null)
    return (
      <Link
        to="/knowledge/$id"
        params={{ id: String(citation.item) }}
        search={{ start: citation.start, end: citation.end }}
        {...shared}
      >
        {children}
      </Link>
    );
  if (citation.task !== null)
    return (
      <Link to="." search={(old: object) => ({ ...old, task: citation.task }) as never} {...shared}>
        {children}
      </Link>
    );
  return <span {...shared}>{children}</span>;
}
