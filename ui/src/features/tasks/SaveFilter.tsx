import { IconBookmark } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { SavedFilter, SavedFilterId, TaskGroup, TaskSort, TaskView } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { TextField } from "../../kit/Field";
import { placeOf } from "./place";
import styles from "./SavedFilters.module.css";
import { texts } from "./texts";

type Props = { filter: string; view: TaskView; sort: TaskSort; group: TaskGroup; saved: number | undefined };

/** Saves what the page shows under a name; of an opened one, the changes. */
export function SaveFilter({ filter, view, sort, group, saved }: Props) {
  const list = useOperation("filters.list", null).data ?? [];
  const create = useMutation("filters.create");
  const update = useMutation("filters.update");
  const navigate = useNavigate();
  const [naming, setNaming] = useState(false);
  const opened = list.find((one) => one.id === saved);
  const shown = { query: filter.trim(), view, sort, group };
  const changed = opened && (Object.keys(shown) as (keyof typeof shown)[]).some((key) => opened[key] !== shown[key]);
  if (opened && !changed) return null;
  const go = (made: SavedFilter) => void navigate({ to: "/tasks", search: placeOf(made) as never, replace: true });
  return (
    <>
      {changed && (
        <Button
          look="plain"
          onClick={() => update.mutate({ id: saved as SavedFilterId, ...shown })}
          data-testid="filter-update"
        >
          {texts.saved.update}
        </Button>
      )}
      <Button
        look="plain"
        icon={<IconBookmark size={15} stroke={1.7} aria-hidden />}
        title={texts.saved.saveTip}
        onClick={() => setNaming(true)}
        data-testid="filter-save"
      >
        {texts.saved.save}
      </Button>
      <NameDialog
        title={texts.saved.title}
        open={naming}
        name=""
        onClose={() => setNaming(false)}
        onName={(name) =>
          create.mutate(
            { name, ...shown },
            {
              onSuccess: (made) => {
                setNaming(false);
                go(made);
              },
            },
          )
        }
      />
    </>
  );
}

export function NameDialog({
  title,
  open,
  name,
  onClose,
  onName,
}: {
  title: string;
  open: boolean;
  name: string;
  onClose: () => void;
  onName: (name: string) => void;
}) {
  const [text, setText] = useState(name);
  useEffect(() => {
    if (open) setText(name);
  }, [open, name]);
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      <form
        className={styles.naming}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) onName(text.trim());
        }}
      >
        <TextField
          data-autofocus
          aria-label={texts.saved.name}
          placeholder={texts.saved.namePlaceholder}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.target.value)}
          data-testid="filter-name"
        />
        <Button look="primary" type="submit">
          {texts.saved.save}
        </Button>
      </form>
    </Dialog>
  );
}
