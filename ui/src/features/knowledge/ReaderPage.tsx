import { IconArrowLeft, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { HighlightId, ItemDetail, ItemId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Chip } from "../../kit/Chip";
import { Empty, Notice } from "../../kit/Empty";
import { Menu } from "../../kit/Menu";
import { Page } from "../../kit/Page";
import { Prose } from "../../kit/Prose";
import { Segments } from "../../kit/Switch";
import { Backlinks, useWikiLink } from "./Backlinks";
import { Blocks } from "./Blocks";
import { Highlighter } from "./Highlighter";
import { HighlightList } from "./HighlightList";
import { NoteForm } from "./NoteForm";
import { PageLine } from "./PageLine";
import { Picture } from "./Picture";
import styles from "./Reader.module.css";
import { SuggestedTags } from "./SuggestedTags";
import { coverage, kindNames, stateNames, texts } from "./texts";

export function ReaderPage() {
  const { id } = useParams({ from: "/knowledge/$id" });
  const { start, end, edit } = useSearch({ from: "/knowledge/$id" });
  const detail = useOperation("knowledge.get", Number(id) as ItemId);
  const navigate = useNavigate({ from: "/knowledge/$id" });

  if (detail.error)
    return (
      <Page title={texts.title}>
        {detail.error.kind === "not_found" ? (
          <Empty {...texts.notFound} />
        ) : (
          <Notice tone="rubric">{detail.error.message}</Notice>
        )}
      </Page>
    );
  if (!detail.data) return <Page title={"\u00a0"}>{null}</Page>;
  const { item, text, written } = detail.data;
  const setEdit = (on: boolean) =>
    void navigate({ search: (old) => ({ ...old, edit: on ? true : undefined }) as never });
  if (edit && item.kind === "note")
    return (
      <Page title={texts.editNote} head={<h1 className="unseen">{texts.editNote}</h1>}>
        <NoteForm note={{ item, text: written ?? text }} onDone={() => setEdit(false)} />
      </Page>
    );
  const cited = start !== undefined && end !== undefined && end > start ? { start, end } : undefined;
  return <Shown key={item.id} detail={detail.data} cited={cited} onEdit={() => setEdit(true)} />;
}

const NONE: [] = [];

type Cited = { start: number; end: number } | undefined;

function Shown({ detail, cited, onEdit }: { detail: ItemDetail; cited: Cited; onEdit: () => void }) {
  const { item, text, notes, page } = detail;
  const router = useRouter();
  const navigate = useNavigate();
  const remove = useMutation("knowledge.delete");
  const retry = useMutation("processing.retry");
  const hurry = useMutation("processing.hurry");
  const markdown = item.kind === "note" || item.kind === "markdown";
  const [look, setLook] = useState<"rendered" | "source">(markdown ? "rendered" : "source");
  const body = useRef<HTMLDivElement>(null);
  const highlights = useOperation("highlights.list", { item: item.id }, { keep: true }).data ?? NONE;
  const links = useOperation("knowledge.links", item.id, { keep: true }).data;
  const wikiLink = useWikiLink(links?.outgoing);
  const [writing, setWriting] = useState<HighlightId | null>(null);
  const marks = useMemo(
    () =>
      highlights.flatMap(({ id, colour, start, end }) =>
        start === null || end === null ? [] : [{ id: String(id), colour, start, end }],
      ),
    [highlights],
  );
  const show = useCallback((id: HighlightId) => {
    const mark = body.current?.querySelector(`mark[data-highlight="${id}"]`);
    mark?.scrollIntoView?.({ block: "center", behavior: "smooth" });
  }, []);
  const toCited = () => body.current?.querySelector("mark[data-cited]")?.scrollIntoView?.({ block: "center" });
  const start = cited?.start;
  const end = cited?.end;

  // biome-ignore lint/correctness/useExhaustiveDependencies: scroll again when another passage is asked for
  useEffect(() => {
    if (start === undefined) return;
    // A passage that the formatted view cannot mark (inside a table rule, an HTML block) is shown in the source.
    if (look === "rendered" && !body.current?.querySelector("mark[data-cited]")) setLook("source");
    else toCited();
  }, [start, end, look, text]);

  return (
    <Page
      title={item.title}
      width={highlights.length > 0 || (links?.backlinks.length ?? 0) > 0 ? "wide" : "column"}
      head={
        <header className={styles.head}>
          <div className={styles.tools}>
            <Button look="plain" icon={<IconArrowLeft size={15} stroke={1.7} />} onClick={() => router.history.back()}>
              Back
            </Button>
            <span className={styles.spacer} />
            {markdown && (
              <Segments
                label="View"
                value={look}
                choices={[
                  { value: "rendered", label: texts.rendered },
                  { value: "source", label: texts.source },
                ]}
                onChange={setLook}
              />
            )}
            {item.kind === "note" && (
              <Button icon={<IconPencil size={15} stroke={1.7} />} onClick={onEdit} data-testid="edit-note">
                {texts.edit}
              </Button>
            )}
            <Menu
              entries={[
                {
                  label: texts.delete,
                  icon: <IconTrash size={15} stroke={1.7} />,
                  danger: true,
                  run: () =>
                    remove.mutate(
                      { ids: [item.id] },
                      { onSuccess: () => void navigate({ to: "/knowledge", search: {} }) },
                    ),
                },
              ]}
            >
              <IconButton label="More">
                <IconDots size={17} stroke={1.7} />
              </IconButton>
            </Menu>
          </div>
          <h1 className={styles.title}>{item.title}</h1>
          <p className={styles.meta}>
            {kindNames[item.kind]}
            {item.source && !item.url && ` · ${item.source}`} · {coverage(item)}
            {item.state !== "ready" && (
              <Chip tone={item.state === "needs_attention" ? "rubric" : item.state === "partial" ? "ochre" : "plain"}>
                {stateNames[item.state]}
              </Chip>
            )}
            {item.tags.map((tag) => (
              <Chip key={tag}>@{tag}</Chip>
            ))}
            {item.state === "needs_attention" && (
              <Button look="plain" onClick={() => retry.mutate({ item: item.id })} data-testid="item-retry">
                {texts.retry}
              </Button>
            )}
            {item.state === "waiting" && (
              <Button look="plain" onClick={() => hurry.mutate({ item: item.id })}>
                {texts.hurry}
              </Button>
            )}
          </p>
          {page && <PageLine item={item} page={page} />}
          <SuggestedTags item={item.id} />
        </header>
      }
      footer={
        cited && (
          <div className={styles.foot}>
            <Button icon={<span className={styles.swatch} aria-hidden="true" />} onClick={toCited}>
              {texts.toCited}
            </Button>
          </div>
        )
      }
    >
      {notes.map((note) => (
        <Notice key={note} tone="ochre">
          {note}
        </Notice>
      ))}
      <div className={styles.columns}>
        <article ref={body} className={styles.text} data-testid="reader">
          {item.kind === "image" ? (
            <Picture item={item} />
          ) : text.trim() === "" || item.kind === "bookmark" ? (
            <Empty {...(item.kind === "bookmark" ? texts.page.bookmark : texts.noText)} />
          ) : (
            <Highlighter item={item.id} text={text} onNote={({ id }) => setWriting(id)}>
              {look === "rendered" ? (
                <Prose text={text} cited={cited} highlights={marks} wikiLink={wikiLink} under={item.title} />
              ) : (
                <Blocks detail={detail} cited={cited} highlights={marks} />
              )}
            </Highlighter>
          )}
        </article>
        <aside className={styles.beside}>
          <HighlightList highlights={highlights} writing={writing} onWrite={setWriting} onShow={show} />
          <Backlinks links={links?.backlinks ?? NONE} />
        </aside>
      </div>
    </Page>
  );
}
