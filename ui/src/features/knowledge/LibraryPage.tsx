import { IconFilePlus, IconFolderPlus, IconLink, IconPlus } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type DragEvent, useEffect, useRef, useState } from "react";
import type { Item, ItemState } from "../../api/bindings";
import { useClient, useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Chip, type Tone } from "../../kit/Chip";
import { Empty, Notice } from "../../kit/Empty";
import { Select, TextField } from "../../kit/Field";
import { Menu } from "../../kit/Menu";
import { Page } from "../../kit/Page";
import { sayBytes, sayMoment } from "../../kit/time";
import { droppedAddress, pastedAddress } from "./addresses";
import { filesOf, filesOfInput } from "./dropped";
import { ImportState } from "./ImportState";
import { useImport } from "./importing";
import styles from "./Library.module.css";
import { LinkDialog } from "./LinkDialog";
import { NoteForm } from "./NoteForm";
import { coverage, kindNames, stateNames, texts } from "./texts";

const STEP = 100;
const TONES: Record<ItemState, Tone> = {
  waiting: "plain",
  processing: "accent",
  ready: "plain",
  partial: "ochre",
  needs_attention: "rubric",
};

export function LibraryPage() {
  const { q = "", state, add, title } = useSearch({ from: "/knowledge" });
  const navigate = useNavigate({ from: "/knowledge" });
  const [limit, setLimit] = useState(STEP);
  const items = useOperation(
    "knowledge.list",
    { ...(q ? { text: q } : {}), ...(state ? { state: state as ItemState } : {}), offset: 0, limit },
    { keep: true },
  );
  const importing = useImport();
  const { transport } = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const set = (change: object) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true });

  const chooseFiles = () => {
    // The system's own dialog gives paths; where there is none, the page's does.
    transport.window("choose_files").then(importing.sendPaths, () => picker.current?.click());
  };
  const chooseFolder = () => void transport.window("choose_folder").then(importing.sendPaths, () => undefined);
  const autoOpened = useRef(false);
  useEffect(() => {
    if (add !== "files" || autoOpened.current) return;
    autoOpened.current = true;
    set({ add: undefined });
    chooseFiles();
  });

  const clip = useMutation("knowledge.clip");
  const keep = useRef(clip.mutate);
  useEffect(() => {
    keep.current = clip.mutate;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const url = pastedAddress(event);
      if (url) keep.current({ url });
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, []);

  const onDrag = (event: DragEvent, inside: boolean) => {
    if (!event.dataTransfer.types.some((type) => type === "Files" || type === "text/uri-list")) return;
    event.preventDefault();
    setOver(inside);
  };

  if (add === "note")
    return (
      <Page title={texts.newNote} head={<h1 className="unseen">{texts.newNote}</h1>}>
        <NoteForm
          key={title}
          title={title}
          onDone={(item) =>
            item
              ? void navigate({ to: "/knowledge/$id", params: { id: String(item.id) }, search: {} })
              : set({ add: undefined, title: undefined })
          }
        />
      </Page>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the shortcut for "Choose files…"
    <div
      className={styles.drop}
      data-testid="drop-zone"
      onDragEnter={(event) => onDrag(event, true)}
      onDragOver={(event) => onDrag(event, true)}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        onDrag(event, false);
        const url = droppedAddress(event.dataTransfer);
        if (url) clip.mutate({ url });
        else void importing.send(filesOf(event.dataTransfer));
      }}
    >
      <Page
        title={texts.title}
        note={items.data && texts.count(items.data.total)}
        actions={
          <>
            <Button look="plain" onClick={() => void navigate({ to: "/tags" })}>
              {texts.tags}
            </Button>
            <Menu
              entries={[
                {
                  label: texts.addLink,
                  icon: <IconLink size={15} stroke={1.7} />,
                  run: () => set({ add: "link" }),
                },
                { label: texts.chooseFiles, icon: <IconFilePlus size={15} stroke={1.7} />, run: chooseFiles },
                { label: texts.chooseFolder, icon: <IconFolderPlus size={15} stroke={1.7} />, run: chooseFolder },
              ]}
            >
              <Button icon={<IconFilePlus size={15} stroke={1.7} />} data-testid="add-files">
                {texts.add}
              </Button>
            </Menu>
            <Button
              look="primary"
              icon={<IconPlus size={15} stroke={1.8} />}
              keys="n"
              onClick={() => set({ add: "note" })}
            >
              {texts.newNote}
            </Button>
          </>
        }
        bar={
          <div className={styles.bar}>
            <TextField
              type="search"
              aria-label={texts.filter}
              placeholder={texts.filter}
              value={q}
              onChange={(event) => set({ q: event.target.value || undefined })}
            />
            <div className={styles.state}>
              <Select
                label="State"
                value={state ?? null}
                none="Any state"
                choices={Object.entries(stateNames).map(([value, label]) => ({ value, label }))}
                onChange={(next) => set({ state: next ?? undefined })}
              />
            </div>
          </div>
        }
      >
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={texts.chooseFiles}
          data-testid="file-input"
          onChange={(event) => event.target.files && void importing.send(filesOfInput(event.target.files))}
        />
        <LinkDialog open={add === "link"} onClose={() => set({ add: undefined })} />
        <ImportState state={importing.state} onStop={importing.stop} onClose={importing.close} />
        {items.error && <Notice tone="rubric">{items.error.message}</Notice>}
        {items.data?.total === 0 &&
          (q || state ? (
            <Empty {...texts.noMatch} />
          ) : (
            <Empty {...texts.none} action={<Button onClick={chooseFiles}>{texts.chooseFiles}</Button>} />
          ))}
        <ul className={styles.list} aria-label={texts.title}>
          {items.data?.items.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
        {items.data && items.data.items.length < items.data.total && (
          <Button onClick={() => setLimit(Math.min(500, limit + STEP))}>Show more</Button>
        )}
      </Page>
      {over && (
        <div className={styles.over} aria-hidden="true">
          <p>{texts.dropHere}</p>
          <p>{texts.dropNote}</p>
        </div>
      )}
    </div>
  );
}

function Line({ item }: { item: Item }) {
  return (
    <li>
      <Link
        to="/knowledge/$id"
        params={{ id: String(item.id) }}
        search={{}}
        className={styles.row}
        data-testid="item-row"
      >
        <span className={styles.kind}>{kindNames[item.kind]}</span>
        <span className={styles.words}>
          <span className={styles.name}>{item.title}</span>
          <span className={styles.meta}>
            {coverage(item)}
            {item.tags.map((tag) => ` · @${tag}`)}
          </span>
        </span>
        {item.state !== "ready" && <Chip tone={TONES[item.state]}>{stateNames[item.state]}</Chip>}
        <span className={styles.size}>{sayBytes(item.bytes)}</span>
        <span className={styles.date}>{sayMoment(item.updated_at)}</span>
      </Link>
    </li>
  );
}
