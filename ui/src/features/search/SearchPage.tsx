import { IconInfoCircle, IconSearch } from "@tabler/icons-react";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Hit, SearchMode } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button, IconButton } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Marked } from "../../kit/Marked";
import { Page } from "../../kit/Page";
import { Popover } from "../../kit/Popover";
import { Segments } from "../../kit/Switch";
import { routeOf } from "./route";
import styles from "./Search.module.css";
import { kindNames, texts, typeNames } from "./texts";

export function SearchPage() {
  const { q = "", mode = "hybrid" } = useSearch({ from: "/search" });
  const navigate = useNavigate({ from: "/search" });
  const [text, setText] = useState(q);
  const box = useRef<HTMLInputElement>(null);
  const router = useRouter();
  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  useEffect(() => setText(q), [q]);
  useEffect(() => {
    if (text === q) return;
    const timer = setTimeout(
      () => void navigate({ search: (old) => ({ ...old, q: text || undefined }) as never, replace: true }),
      70,
    );
    return () => clearTimeout(timer);
  }, [text, q, navigate]);

  const query = q.trim();
  const found = useOperation(
    "search.query",
    { query, mode: mode as SearchMode, limit: 30 },
    { enabled: query !== "", keep: true },
  );
  const data = query ? found.data : undefined;
  const hits = data?.results ?? [];
  const list = useRef<HTMLOListElement>(null);
  const focusHit = (index: number) => list.current?.querySelectorAll<HTMLElement>("a")[index]?.focus();
  const inBox = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") focusHit(0);
    else if (event.key === "Enter" && hits[0]) router.history.push(routeOf(hits[0]));
    else if (event.key === "Escape" && text) setText("");
    else return;
    event.preventDefault();
  };
  const inList = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const at = links.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    if (event.key === "ArrowDown" || event.key === "j") focusHit(Math.min(links.length - 1, at + 1));
    else if ((event.key === "ArrowUp" || event.key === "k") && at > 0) focusHit(at - 1);
    else if (event.key === "ArrowUp" || event.key === "k") box.current?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <Page
      title={texts.title}
      head={<h1 className="unseen">{texts.title}</h1>}
      bar={
        <div className={styles.bar}>
          <div className={styles.box}>
            <IconSearch size={18} stroke={1.7} aria-hidden />
            <input
              ref={box}
              type="search"
              className={styles.input}
              aria-label={texts.label}
              placeholder={texts.placeholder}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={inBox}
              autoComplete="off"
              spellCheck={false}
              data-testid="search-box"
            />
          </div>
          <Segments
            label={texts.mode}
            value={mode as SearchMode}
            choices={texts.modes}
            onChange={(next) => void navigate({ search: (old) => ({ ...old, mode: next }), replace: true })}
          />
        </div>
      }
    >
      {query === "" && <Empty {...texts.start} />}
      {query !== "" && found.error && <Notice tone="rubric">{found.error.message}</Notice>}
      {data && (
        <p className={styles.meta} role="status">
          <span data-testid="search-took">{texts.took(hits.length, data.took_ms)}</span>
          {typeNames[data.query_type] && <span>{typeNames[data.query_type]}</span>}
          {data.query_type === "question" && (
            <Button
              look="plain"
              className={styles.ask ?? ""}
              onClick={() => router.history.push(`/chat?ask=${encodeURIComponent(query)}`)}
            >
              {texts.ask}
            </Button>
          )}
        </p>
      )}
      {data?.degraded && <Notice tone="ochre">{sentence(data.degraded)}</Notice>}
      {data && hits.length === 0 && <Empty title={texts.none(query)} text={texts.noneText} />}
      <ol ref={list} className={styles.hits} aria-label={texts.results} onKeyDown={inList}>
        {hits.map((hit) => (
          <Result
            key={`${hit.kind}:${hit.id}:${hit.passage.start}`}
            hit={hit}
            onOpen={() => router.history.push(routeOf(hit))}
          />
        ))}
      </ol>
    </Page>
  );
}

function Result({ hit, onOpen }: { hit: Hit; onOpen: () => void }) {
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
        <Popover
          label={texts.explain}
          width={300}
          button={(props) => (
            <IconButton label={texts.explain} {...props}>
              <IconInfoCircle size={16} stroke={1.6} />
            </IconButton>
          )}
        >
          {() => <Why hit={hit} />}
        </Popover>
      </span>
    </li>
  );
}

function Why({ hit: { explain } }: { hit: Hit }) {
  const rows = [
    [texts.explainRows.text, texts.rank(explain.text_rank, explain.text_score)],
    [texts.explainRows.vector, texts.rank(explain.vector_rank, explain.vector_score)],
    [texts.explainRows.exact, explain.exact ? "yes" : "no"],
    [texts.explainRows.fused, explain.fused.toFixed(3)],
  ] as const;
  return (
    <div className={styles.explain} data-testid="explain">
      <h3>{texts.explain}</h3>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
