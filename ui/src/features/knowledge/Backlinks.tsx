import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useCallback } from "react";
import type { Backlink, Link as NoteLink } from "../../api/bindings";
import { Section } from "../../kit/Page";
import { Tip } from "../../kit/Tip";
import styles from "./Reader.module.css";
import { texts } from "./texts";

/** The texts that link here, each with the sentence around the link. */
export function Backlinks({ links }: { links: readonly Backlink[] }) {
  if (links.length === 0) return null;
  return (
    <Section title={texts.links.back} count={links.length}>
      <ul className={styles.back} data-testid="backlinks">
        {links.map(({ item, sentence, start, end }) => (
          <li key={`${item.id}:${start}`}>
            <Link to="/knowledge/$id" params={{ id: String(item.id) }} search={{ start, end }}>
              {item.title}
            </Link>
            <p>{plain(sentence)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A sentence of Markdown as it is read: links by their words, no marks. */
export function plain(sentence: string): string {
  return sentence
    .replace(/!?\[\[([^[\]|]+?)\|([^[\]]+)\]\]/g, "$2")
    .replace(/!?\[\[([^[\]]+)\]\]/g, "$1")
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/^\s*(?:[-*+>]|#{1,6}|\d+[.)])\s+/, "")
    .replace(/(\*\*|__|`)/g, "");
}

/** Draws [[links]]: one that leads somewhere goes there, another offers to write what it names. */
export function useWikiLink(outgoing: readonly NoteLink[] | undefined) {
  const navigate = useNavigate();
  return useCallback(
    (title: string, words: ReactNode) => {
      const item = outgoing?.find((link) => link.title === title)?.item;
      if (item)
        return (
          <Link
            to="/knowledge/$id"
            params={{ id: String(item.id) }}
            search={{}}
            className={styles.wiki ?? ""}
            data-testid="wiki-link"
          >
            {words}
          </Link>
        );
      return (
        <Tip label={texts.links.missing}>
          <button
            type="button"
            className={styles.missing}
            onClick={() => void navigate({ to: "/knowledge", search: { add: "note", title } as never })}
            data-testid="wiki-missing"
          >
            {words}
          </button>
        </Tip>
      );
    },
    [outgoing, navigate],
  );
}
