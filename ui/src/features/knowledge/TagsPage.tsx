import { IconArrowMerge, IconDots, IconPencil, IconPlus, IconTrash, IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { Tag, TagId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { Empty, Notice } from "../../kit/Empty";
import { Select, TextField } from "../../kit/Field";
import { Menu } from "../../kit/Menu";
import { Page } from "../../kit/Page";
import styles from "./TagsPage.module.css";
import { tagTexts as texts } from "./tagTexts";

type Asking = { what: "rename" | "alias" | "merge"; tag: Tag } | null;

/** Every tag, with what it is called besides; two that mean the same become one. */
export function TagsPage() {
  const tags = useOperation("tags.list", null);
  const [asking, setAsking] = useState<Asking>(null);
  const remove = useMutation("tags.delete");
  const removeAlias = useMutation("tags.remove_alias");
  const list = tags.data ?? [];
  return (
    <Page title={texts.title} note={tags.data && texts.count(list.length)}>
      {tags.error && <Notice tone="rubric">{tags.error.message}</Notice>}
      {tags.data && list.length === 0 && <Empty {...texts.none} />}
      <ul className={styles.list}>
        {list.map((tag) => (
          <li key={tag.id} className={styles.row} data-testid="tag-row">
            <span className={styles.name}>@{tag.name}</span>
            <span className={styles.aliases}>
              {tag.aliases.map((name) => (
                <span key={name} className={styles.alias}>
                  {name}
                  <IconButton label={texts.removeAlias(name)} onClick={() => removeAlias.mutate({ id: tag.id, name })}>
                    <IconX size={12} stroke={1.8} />
                  </IconButton>
                </span>
              ))}
            </span>
            <span className={styles.uses}>{texts.uses(tag.uses)}</span>
            <Menu
              entries={[
                { label: texts.rename, icon: <IconPencil size={15} />, run: () => setAsking({ what: "rename", tag }) },
                { label: texts.alias, icon: <IconPlus size={15} />, run: () => setAsking({ what: "alias", tag }) },
                {
                  label: texts.merge,
                  icon: <IconArrowMerge size={15} />,
                  run: () => setAsking({ what: "merge", tag }),
                },
                { label: texts.remove, icon: <IconTrash size={15} />, danger: true, run: () => remove.mutate(tag.id) },
              ]}
            >
              <IconButton label={texts.more(tag.name)}>
                <IconDots size={17} stroke={1.7} />
              </IconButton>
            </Menu>
          </li>
        ))}
      </ul>
      {asking && <Ask key={asking.tag.id} asking={asking} tags={list} onClose={() => setAsking(null)} />}
    </Page>
  );
}

function Ask({
  asking: { what, tag },
  tags,
  onClose,
}: {
  asking: NonNullable<Asking>;
  tags: Tag[];
  onClose: () => void;
}) {
  const [name, setName] = useState(what === "rename" ? tag.name : "");
  const [into, setInto] = useState<string | null>(null);
  const rename = useMutation("tags.rename");
  const alias = useMutation("tags.add_alias");
  const merge = useMutation("tags.merge");
  const done = { onSuccess: onClose };
  const submit = () => {
    if (what === "merge") {
      if (into) merge.mutate({ from: tag.id, into: Number(into) as TagId }, done);
    } else if (name.trim()) (what === "rename" ? rename : alias).mutate({ id: tag.id, name }, done);
  };
  return (
    <Dialog title={texts.ask[what](tag.name)} open onClose={onClose}>
      <form
        className={styles.ask}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {what === "merge" ? (
          <Select
            label={texts.into}
            value={into}
            none={texts.choose}
            search
            choices={tags.filter(({ id }) => id !== tag.id).map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={setInto}
          />
        ) : (
          <TextField
            data-autofocus
            aria-label={texts.name}
            value={name}
            onChange={(event) => setName(event.target.value)}
            data-testid="tag-name"
          />
        )}
        <Button type="submit" look="primary" disabled={what === "merge" ? !into : !name.trim()}>
          {texts.do[what]}
        </Button>
        <p>{texts.help[what]}</p>
      </form>
    </Dialog>
  );
}
