import { IconDots, IconLock, IconLockOpen, IconTrash } from "@tabler/icons-react";
import { type Ref, useImperativeHandle, useLayoutEffect, useRef } from "react";
import type { Energy, Entry, EntryId, EntryPatch } from "../../api/bindings";
import { useClient, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { TagsField } from "../../kit/Field";
import { Menu } from "../../kit/Menu";
import { sayClock } from "../../kit/time";
import { EntryLinks } from "./EntryLinks";
import styles from "./Logbook.module.css";
import { Scale } from "./Scale";
import { texts } from "./texts";
import { useSaved } from "./useSaved";

export type EditorHandle = { focus: () => void };

type Props = {
  day: string;
  /** Which of the day's entries it is, from 1; 0 for one that is not there yet. */
  n: number;
  entry: Entry | null;
  /** The entry was written for the first time. */
  onBegun?: (id: EntryId) => void;
  onDone: () => void;
  ref?: Ref<EditorHandle>;
};

const ICON = { size: 15, stroke: 1.7 } as const;

/** The keyboard goes on where the words end. */
function atTheEnd(area: HTMLTextAreaElement | null): void {
  area?.focus();
  area?.setSelectionRange(area.value.length, area.value.length);
}

/** One entry, written in place. It becomes an entry with its first words. */
export function EntryEditor({ day, n, entry, onBegun, onDone, ref }: Props) {
  const client = useClient();
  const tags = useOperation("tags.list", null);
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => ({ focus: () => atTheEnd(area.current) }), []);

  // The entry's number is known before the page has asked for the day again, and two saves must not make two entries.
  const id = useRef<EntryId | null>(entry?.id ?? null);
  const making = useRef<Promise<unknown> | null>(null);
  const put = async (change: Omit<EntryPatch, "id">): Promise<void> => {
    await making.current?.catch(() => undefined);
    if (id.current !== null) {
      await client.write("logbook.update", { id: id.current, ...change }, { quiet: true });
      return;
    }
    const { mood, energy, tags: named, closed } = change;
    const text = change.text ?? "";
    if (text.trim() === "" && mood == null && energy == null) return;
    const made = client.write(
      "logbook.create",
      {
        day,
        text,
        mood: mood ?? null,
        energy: energy ?? null,
        ...(named ? { tags: named } : {}),
        ...(closed ? { closed } : {}),
      },
      { quiet: true },
    );
    making.current = made;
    const begun = await made;
    making.current = null;
    id.current = begun.id;
    onBegun?.(begun.id);
  };
  const place = entry ? `entry.${entry.id}` : `day.${day}`;
  const { text, write, save, state } = useSaved(place, entry?.text ?? "", (words) => put({ text: words }));
  // Mood and energy never leave the words behind.
  const change = (one: Omit<EntryPatch, "id">) => {
    void put(id.current === null ? { text, ...one } : one).catch(() => undefined);
  };

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  });

  const remove = () => {
    if (entry) void client.write("logbook.delete", entry.id).catch(() => undefined);
  };
  return (
    <article className={styles.entry} aria-label={texts.label(n)} data-testid="entry">
      {entry?.title && <h2 className={styles.entryTitle}>{entry.title}</h2>}
      <textarea
        ref={area}
        className={styles.writing}
        aria-label={texts.label(n)}
        placeholder={texts.placeholder}
        value={text}
        rows={n === 0 ? 4 : 1}
        data-testid="entry-text"
        onChange={(event) => write(event.target.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Escape") event.currentTarget.blur();
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void save().then(onDone);
          }
        }}
      />
      <div className={styles.facts}>
        <Scale
          label={texts.mood}
          choices={texts.moods.map((label, at) => ({ value: at + 1, label }))}
          value={entry?.mood ?? null}
          onChange={(mood) => change({ mood })}
        />
        <Scale<Energy>
          label={texts.energy}
          choices={(["low", "medium", "high"] as const).map((value) => ({ value, label: texts.energies[value] }))}
          value={entry?.energy ?? null}
          onChange={(energy) => change({ energy })}
        />
        <span className={styles.saved} role="status" data-tone={state === "failed" ? "rubric" : undefined}>
          {state === "clean" && entry ? sayClock(entry.at) : texts.state[state]}
          {state === "failed" && (
            <Button look="plain" onClick={() => void save()}>
              {texts.retry}
            </Button>
          )}
        </span>
        {entry && (
          <Menu
            entries={[
              {
                label: entry.closed ? texts.open : texts.close,
                icon: entry.closed ? <IconLockOpen {...ICON} /> : <IconLock {...ICON} />,
                run: () => change({ closed: !entry.closed }),
              },
              { label: texts.delete, icon: <IconTrash {...ICON} />, danger: true, run: remove },
            ]}
          >
            <IconButton label={texts.more}>
              <IconDots size={17} stroke={1.7} />
            </IconButton>
          </Menu>
        )}
      </div>
      {entry && (
        <div className={styles.about}>
          <TagsField
            label={`${texts.tags}: ${texts.label(n)}`}
            value={entry.tags}
            known={(tags.data ?? []).map((tag) => tag.name)}
            none={texts.noTags}
            onChange={(named) => change({ tags: named })}
          />
          <EntryLinks entry={entry} onChange={(links) => change({ links })} />
        </div>
      )}
      {entry?.closed && (
        <p className={styles.closed}>
          <IconLock size={13} stroke={1.8} aria-hidden /> {texts.closed}
        </p>
      )}
    </article>
  );
}
