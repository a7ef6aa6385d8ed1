import { IconLink, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Entry, LinkKind, LinkTo } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { routeOfThing } from "../../api/things";
import { Button, IconButton } from "../../kit/Button";
import { TextField } from "../../kit/Field";
import { Popover } from "../../kit/Popover";
import styles from "./Logbook.module.css";
import { texts } from "./texts";

type Props = { entry: Entry; onChange: (links: LinkTo[]) => void };

const KINDS: readonly string[] = ["task", "project", "item", "entry", "habit", "metric", "goal"] satisfies LinkKind[];

/** What an entry is about: what was linked by hand, and what its text links to. */
export function EntryLinks({ entry, onChange }: Props) {
  const links = entry.links.map((link) => link.to);
  const written = entry.wiki_links.flatMap((link) => (link.item ? [link.item] : []));
  return (
    <ul className={styles.links} aria-label={texts.links}>
      {entry.links.map(({ to, title }) => (
        <li key={`${to.kind}${to.id}`} className={styles.link}>
          <Link to={routeOfThing(to.kind, to.id)}>{title}</Link>
          <IconButton label={texts.unlink(title)} onClick={() => onChange(links.filter((one) => one !== to))}>
            <IconX size={12} stroke={1.8} />
          </IconButton>
        </li>
      ))}
      {written.map((item) => (
        <li key={`written${item.id}`} className={styles.link}>
          <Link to={routeOfThing("item", item.id)}>{item.title}</Link>
        </li>
      ))}
      <li>
        <Popover
          label={texts.linkLabel}
          width={320}
          button={(props) => (
            <Button look="plain" icon={<IconLink size={14} stroke={1.7} />} {...props}>
              {texts.linkTo}
            </Button>
          )}
        >
          {(close) => (
            <LinkPicker
              onPick={(to) => {
                if (!links.some((one) => one.kind === to.kind && one.id === to.id)) onChange([...links, to]);
                close();
              }}
            />
          )}
        </Popover>
      </li>
    </ul>
  );
}

function LinkPicker({ onPick }: { onPick: (to: LinkTo) => void }) {
  const [words, setWords] = useState("");
  const query = words.trim();
  const found = useOperation(
    "search.query",
    { query, mode: "text", limit: 12 },
    { enabled: query.length > 1, keep: true },
  );
  const hits = query.length > 1 ? (found.data?.results ?? []).filter((hit) => KINDS.includes(hit.kind)) : [];
  const pick = (hit: (typeof hits)[number]) => onPick({ kind: hit.kind as LinkKind, id: hit.id });
  return (
    <div className={styles.picker}>
      <TextField
        aria-label={texts.linkLabel}
        placeholder={texts.linkLabel}
        value={words}
        data-autofocus
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          const [first] = hits;
          if (event.key === "Enter" && first) pick(first);
        }}
      />
      <ul className={styles.hits}>
        {hits.map((hit) => (
          <li key={`${hit.kind}${hit.id}`}>
            <button type="button" className={styles.hit} onClick={() => pick(hit)}>
              <span className={styles.hitTitle}>{hit.title}</span>
              <span className={styles.hitKind}>{hit.kind}</span>
            </button>
          </li>
        ))}
      </ul>
      {query.length > 1 && found.data && hits.length === 0 && <p className={styles.quiet}>{texts.noLink}</p>}
    </div>
  );
}
