// The extracted text, block by block, as text nodes. Nothing in it can become markup.
import { type ReactNode, useMemo } from "react";
import type { ItemDetail, Page } from "../../api/bindings";
import { hostOf } from "../../kit/Prose";
import type { Mark } from "../../kit/sourceMarks";
import { type Part, type Piece, partsOf } from "./parts";
import styles from "./Reader.module.css";
import { texts } from "./texts";

type Props = {
  detail: ItemDetail;
  cited?: { start: number; end: number } | undefined;
  highlights?: readonly Mark[];
};

export function Blocks({ detail, cited, highlights }: Props) {
  const parts = useMemo(() => partsOf(detail, cited, highlights), [detail, cited, highlights]);
  return parts.map((part) =>
    part.page ? <PageMark key={`p${part.page.number}`} page={part.page} /> : <Drawn key={part.from} part={part} />,
  );
}

/** Whether the text brings its own dash or number. */
function hasMarker(part: Part): boolean {
  return /^\s*(?:[-*+•–]|\d+[.)])\s/.test(part.pieces[0]?.text ?? "");
}

function PageMark({ page }: { page: Page }) {
  return (
    <div className={styles.page}>
      <span>{texts.pageNumber(page.number)}</span>
      {!page.has_text && <p className={styles.pageEmpty}>{texts.pageEmpty}</p>}
    </div>
  );
}

function Drawn({ part }: { part: Part }) {
  const words = part.pieces.map((piece) => <Marked key={piece.from} piece={piece} />);
  switch (part.kind) {
    case "heading":
      return <Heading level={part.level}>{words}</Heading>;
    case "list_item":
      return (
        <p
          className={hasMarker(part) ? styles.marked : styles.item}
          style={{ marginLeft: Math.max(0, part.level - 1) * 18 }}
        >
          {words}
        </p>
      );
    case "code":
    case "table":
      return <pre className={styles.code}>{words}</pre>;
    case "quote":
      return <blockquote className={styles.quote}>{words}</blockquote>;
    default:
      return <p className={styles.paragraph}>{words}</p>;
  }
}

function Marked({ piece: { text, from, cited, marks } }: { piece: Piece }) {
  const words = cited ? <span data-from={from}>{text}</span> : <Quiet text={text} from={from} />;
  const highlighted = marks.reduce<ReactNode>(
    (inner, { id, colour }) => (
      <mark data-highlight={id} data-colour={colour}>
        {inner}
      </mark>
    ),
    words,
  );
  return cited ? <mark data-cited="true">{highlighted}</mark> : highlighted;
}

function Heading({ level, children }: { level: number; children: ReactNode }) {
  if (level <= 1) return <h2 className={styles.h1}>{children}</h2>;
  if (level === 2) return <h3 className={styles.h2}>{children}</h3>;
  return <h4 className={styles.h3}>{children}</h4>;
}

const IMAGE = /!\[([^\]\n]*)\]\(([^)\n]*)\)/g;

/** Markdown images in extracted text become a labelled placeholder; nothing is fetched. */
function Quiet({ text, from }: { text: string; from: number }) {
  if (!text.includes("![")) return <span data-from={from}>{text}</span>;
  const out: ReactNode[] = [];
  let done = 0;
  const words = (until: number) => {
    if (until > done)
      out.push(
        <span key={`w${done}`} data-from={from + done}>
          {text.slice(done, until)}
        </span>,
      );
  };
  for (const match of text.matchAll(IMAGE)) {
    words(match.index);
    const host = hostOf(match[2] ?? "");
    out.push(
      <span key={match.index} className={styles.image}>
        Image, not loaded{match[1] ? `: ${match[1]}` : ""}
        {host ? ` (${host})` : ""}
      </span>,
    );
    done = match.index + match[0].length;
  }
  words(text.length);
  return out;
}
