import { IconAlertTriangle, IconCheck, IconQuote } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Citation } from "../../api/bindings";
import { routeOfThing } from "../../api/things";
import styles from "./Chat.module.css";
import { supportNames, texts } from "./texts";

/** [n] in an answer: opens the passage itself. A number that the app did not give is not a link. */
export function CitationChip({ n, citation }: { n: number; citation: Citation | undefined }) {
  if (!citation) return <>[{n}]</>;
  return (
    <Place
      spot={citation}
      className={styles.cite ?? ""}
      data-testid="citation"
      data-cite={n}
      data-support={citation.support}
      aria-label={`${texts.noPassage(n)}: ${citation.title}, ${supportNames[citation.support]}`}
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
          <Place spot={citation} className={styles.source ?? ""} data-testid="citation-source" data-cite={citation.n}>
            <span className={styles.sourceN}>{citation.n}</span>
            <span className={styles.sourceWords}>
              <span className={styles.sourceTitle}>
                {citation.title}
                {citation.page !== null && `, ${texts.page(citation.page)}`}
              </span>
              {citation.quote && <span className={styles.quote}>{citation.quote}</span>}
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
  unsupported: <IconAlertTriangle size={13} stroke={1.8} aria-hidden />,
};
const SUPPORT_WORDS = { verbatim: "verbatim", supported: "supported", weak: "weak", unsupported: "not supported" };

function Support({ support }: { support: Citation["support"] }) {
  return (
    <span className={styles.support} data-support={support} title={supportNames[support]}>
      {SUPPORT_ICONS[support]}
      {SUPPORT_WORDS[support]}
    </span>
  );
}

/** A place in an item, a task, or nothing that can be opened. */
type Spot = Pick<Citation, "thing" | "item" | "task" | "title" | "start" | "end">;

/** A link to the very passage: the reader opens at it and marks it. */
export function Place({
  spot,
  className,
  children,
  ...rest
}: {
  spot: Spot;
  className: string;
  children: ReactNode;
  "data-testid": string;
  "data-cite"?: number;
  "data-support"?: Citation["support"];
  "aria-label"?: string;
}) {
  const shared = { className, title: spot.title, ...rest };
  if (spot.item !== null)
    return (
      <Link
        to="/knowledge/$id"
        params={{ id: String(spot.item) }}
        search={{ start: spot.start, end: spot.end }}
        {...shared}
      >
        {children}
      </Link>
    );
  if (spot.task !== null)
    return (
      <Link to="." search={(old: object) => ({ ...old, task: spot.task }) as never} {...shared}>
        {children}
      </Link>
    );
  if (spot.thing)
    return (
      <Link to={routeOfThing(spot.thing.kind, spot.thing.id) as never} {...shared}>
        {children}
      </Link>
    );
  return <span {...shared}>{children}</span>;
}
