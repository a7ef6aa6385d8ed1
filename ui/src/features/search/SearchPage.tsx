import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { SearchMode } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { routeOfThing } from "../../api/things";
import { Button } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Page } from "../../kit/Page";
import { Segments } from "../../kit/Switch";
import { Result } from "./Result";
import { routeOf } from "./route";
import styles from "./Search.module.css";
import { SearchBox } from "./SearchBox";
import { texts, typeNames } from "./texts";

export function SearchPage() {
  const { q = "", mode = "hybrid" } = useSearch({ from: "/search" });
  const navigate = useNavigate({ from: "/search" });
  const [text, setText] = useState(q);
  const router = useRouter();
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
  const data = query && !found.error ? found.data : undefined;
  const hits = data?.results ?? [];
  const list = useRef<HTMLOListElement>(null);
  const focusHit = (index: number) => list.current?.querySelectorAll<HTMLElement>("a")[index]?.focus();
  const inList = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
    const at = links.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    if (event.key === "ArrowDown" || event.key === "j") focusHit(Math.min(links.length - 1, at + 1));
    else if ((event.key === "ArrowUp" || event.key === "k") && at > 0) focusHit(at - 1);
    else if (event.key === "ArrowUp" || event.key === "k")
      document.querySelector<HTMLElement>("[data-testid=search-box]")?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <Page
      title={texts.title}
      head={<h1 className="unseen">{texts.title}</h1>}
      bar={
        <div className={styles.bar}>
          <SearchBox
            text={text}
            onText={setText}
            onOpen={({ hit }) => hit && router.history.push(routeOfThing(hit.kind, hit.id))}
            onEnter={() => hits[0] && text.trim() === query && router.history.push(routeOf(hits[0]))}
            onDown={() => focusHit(0)}
          />
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
      {query !== "" && found.error && (
        <Notice tone={found.error.kind === "invalid" ? "ochre" : "rubric"}>
          <span data-testid="search-error">{sentence(found.error.message)}</span>
        </Notice>
      )}
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
