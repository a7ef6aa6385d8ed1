import { IconArrowLeft, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { ItemDetail, ItemId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Chip } from "../../kit/Chip";
import { Empty, Notice } from "../../kit/Empty";
import { Menu } from "../../kit/Menu";
import { Page } from "../../kit/Page";
import { Prose } from "../../kit/Prose";
import { Segments } from "../../kit/Switch";
import { Blocks } from "./Blocks";
import { NoteForm } from "./NoteForm";
import { Picture } from "./Picture";
import styles from "./Reader.module.css";
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
  const { item, text } = detail.data;
  const setEdit = (on: boolean) =>
    void navigate({ search: (old) => ({ ...old, edit: on ? true : undefined }) as never });
  if (edit && item.kind === "note")
    return (
      <Page title={texts.editNote} head={<h1 className="unseen">{texts.editNote}</h1>}>
        <NoteForm note={{ item, text }} onDone={() => setEdit(false)} />
      </Page>
    );
  const cited = start !== undefined && end !== undefined && end > start ? { start, end } : undefined;
  return <Shown key={item.id} detail={detail.data} cited={cited} onEdit={() => setEdit(true)} />;
}

type Cited = { start: number; end: number } | undefined;

function Shown({ detail, cited, onEdit }: { detail: ItemDetail; cited: Cited; onEdit: () => void }) {
  const { item, text, notes } = detail;
  const router = useRouter();
  const navigate = useNavigate();
  const remove = useMutation("knowledge.delete");
  const markdown = item.kind === "note" || item.kind === "markdown";
  const [look, setLook] = useState<"rendered" | "source">(markdown ? "rendered" : "source");
  const body = useRef<HTMLDivElement>(null);
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
            {item.source && ` · ${item.source}`} · {coverage(item)}
            {item.state !== "ready" && (
              <Chip tone={item.state === "needs_attention" ? "rubric" : item.state === "partial" ? "ochre" : "plain"}>
                {stateNames[item.state]}
              </Chip>
            )}
            {item.tags.map((tag) => (
              <Chip key={tag}>@{tag}</Chip>
            ))}
          </p>
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
      <article ref={body} className={styles.text} data-testid="reader">
        {item.kind === "image" ? (
          <Picture item={item} />
        ) : text.trim() === "" ? (
          <Empty {...texts.noText} />
        ) : look === "rendered" ? (
          <Prose text={text} cited={cited} under={item.title} />
        ) : (
          <Blocks detail={detail} cited={cited} />
        )}
      </article>
    </Page>
  );
}
