// Markdown that somebody else may have written: no HTML, no images from anywhere, no link without a click.
import { createContext, type ReactNode, useContext, useMemo } from "react";
import Markdown, { type Components, defaultUrlTransform } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { Button } from "./Button";
import { citationLinks } from "./citationLinks";
import { unread, without } from "./depth";
import { Popover } from "./Popover";
import styles from "./Prose.module.css";
import { type Mark, type Range, type Remark, sourceMarks } from "./sourceMarks";

const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), "mark"],
  attributes: {
    ...defaultSchema.attributes,
    mark: ["dataCited", "dataHighlight", "dataColour", "dataTone", "title"],
    span: ["dataFrom", "dataTo"],
  },
  protocols: { ...defaultSchema.protocols, href: ["http", "https", "mailto", "cite", "wiki"] },
};

type Props = {
  text: string;
  /** Turns "[3]" in the text into whatever stands for citation 3. */
  citation?: (n: number) => ReactNode;
  /** A range of the source (in scalar values) to mark. */
  cited?: Range | undefined;
  /** Stretches of the source (in scalar values) that are highlighted; with them, selections can be traced back. */
  highlights?: readonly Mark[];
  /** Turns [[Title|words]] into whatever leads there. */
  wikiLink?: (title: string, words: ReactNode) => ReactNode;
  /** Ranges of the source with something to say about each. */
  remarks?: readonly Remark[];
  /** The title above the text: a first heading that only repeats it is left out. */
  under?: string;
};

export function Prose({ text, citation, cited, highlights, remarks, wikiLink, under }: Props) {
  const start = cited?.start;
  const end = cited?.end;
  const linked = wikiLink !== undefined;
  // By their names: an answer that grows by the word keeps its plugins.
  const left = useMemo(() => unread(text).join(" "), [text]);
  const remark = useMemo(
    () => [remarkGfm, ...(left ? [without(left.split(" "))] : []), ...(citation ? [citationLinks] : [])],
    [left, citation],
  );
  const rehype = useMemo(
    () => [
      sourceMarks(text, {
        marks: [
          ...(start !== undefined && end !== undefined ? [{ start, end }] : []),
          ...(highlights ?? []),
          ...(remarks ?? []),
        ],
        places: highlights !== undefined,
        links: linked,
      }),
      [rehypeSanitize, schema] as [typeof rehypeSanitize, typeof schema],
    ],
    [text, start, end, highlights, remarks, linked],
  );
  const components = useMemo<Components>(
    () => ({
      a: ({ href, children }) => {
        const n = href?.startsWith("cite:") ? Number(href.slice(5)) : Number.NaN;
        if (citation && Number.isInteger(n)) return <>{citation(n)}</>;
        if (href?.startsWith("wiki:")) return <WikiLink title={decodeURIComponent(href.slice(5))}>{children}</WikiLink>;
        return <QuietLink href={href ?? ""}>{children}</QuietLink>;
      },
      h1: ({ children, node }) =>
        node?.position?.start.offset === 0 && children === under ? null : <h1>{children}</h1>,
      img: ({ alt }) => <ImagePlaceholder alt={alt ?? ""} />,
      input: ({ checked }) => <span aria-hidden="true">{checked ? "☑ " : "☐ "}</span>,
    }),
    [citation, under],
  );
  return (
    <WikiLinks value={wikiLink}>
      <div className={styles.prose} data-flat={left ? "true" : undefined}>
        <Markdown
          remarkPlugins={remark}
          rehypePlugins={rehype}
          components={components}
          urlTransform={(url, key) => (key === "src" ? "" : /^(cite|wiki):/.test(url) ? url : defaultUrlTransform(url))}
        >
          {text}
        </Markdown>
      </div>
    </WikiLinks>
  );
}

// By way of a context: were it a part of the components, what is open on the page would close when the links arrive.
const WikiLinks = createContext<Props["wikiLink"]>(undefined);

function WikiLink({ title, children }: { title: string; children: ReactNode }) {
  const draw = useContext(WikiLinks);
  return draw ? draw(title, children) : children;
}

export function ImagePlaceholder({ alt }: { alt: string }) {
  return <span className={styles.image}>{alt ? `Image, not loaded: ${alt}` : "Image, not loaded"}</span>;
}

/** A link says where it goes before anything happens, and nothing is fetched by looking at it. */
function QuietLink({ href, children }: { href: string; children: ReactNode }) {
  const host = hostOf(href);
  if (!host) return <span>{children}</span>;
  return (
    <Popover
      label="Link"
      width={320}
      button={(props) => (
        <button type="button" className={styles.link} title={host} {...props}>
          {children}
        </button>
      )}
    >
      {(close) => (
        <div className={styles.linkCard}>
          <p>
            Leads to <strong>{host}</strong>
          </p>
          <p className={styles.address}>{href}</p>
          <Button
            onClick={() => {
              void navigator.clipboard?.writeText(href);
              close();
            }}
          >
            Copy address
          </Button>
        </div>
      )}
    </Popover>
  );
}

export function hostOf(href: string): string | null {
  try {
    const url = new URL(href);
    return url.protocol === "mailto:" ? url.pathname : url.host || null;
  } catch {
    return null;
  }
}
