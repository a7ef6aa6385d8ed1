// Markdown that somebody else may have written: no HTML, no images from anywhere, no link without a click.
import { type ReactNode, useMemo } from "react";
import Markdown, { type Components, defaultUrlTransform } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { Button } from "./Button";
import { citationLinks } from "./citationLinks";
import { citedMarks, type Range, type Remark, remarkMarks } from "./citedMarks";
import { Popover } from "./Popover";
import styles from "./Prose.module.css";

const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), "mark"],
  attributes: { ...defaultSchema.attributes, mark: ["dataCited", "dataTone", "title"] },
  protocols: { ...defaultSchema.protocols, href: ["http", "https", "mailto", "cite"] },
};

type Props = {
  text: string;
  /** Turns "[3]" in the text into whatever stands for citation 3. */
  citation?: (n: number) => ReactNode;
  /** A range of the source (in scalar values) to mark. */
  cited?: Range | undefined;
  /** Ranges of the source with something to say about each. */
  remarks?: readonly Remark[];
  /** The title above the text: a first heading that only repeats it is left out. */
  under?: string;
};

export function Prose({ text, citation, cited, remarks, under }: Props) {
  const start = cited?.start;
  const end = cited?.end;
  const remark = useMemo(() => (citation ? [remarkGfm, citationLinks] : [remarkGfm]), [citation]);
  const rehype = useMemo(
    () => [
      ...(start !== undefined && end !== undefined ? [citedMarks(text, { start, end })] : []),
      ...(remarks?.length ? [remarkMarks(text, remarks)] : []),
      [rehypeSanitize, schema] as [typeof rehypeSanitize, typeof schema],
    ],
    [text, start, end, remarks],
  );
  const components = useMemo<Components>(
    () => ({
      a: ({ href, children }) => {
        const n = href?.startsWith("cite:") ? Number(href.slice(5)) : Number.NaN;
        if (citation && Number.isInteger(n)) return <>{citation(n)}</>;
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
    <div className={styles.prose}>
      <Markdown
        remarkPlugins={remark}
        rehypePlugins={rehype}
        components={components}
        urlTransform={(url, key) => (key === "src" ? "" : url.startsWith("cite:") ? url : defaultUrlTransform(url))}
      >
        {text}
      </Markdown>
    </div>
  );
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
