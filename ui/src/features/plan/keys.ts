// What keys, buttons and the pointer do with an entry of the timeline.
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { BlockId, PlanBlock, RepeatScope, Task, Timestamp } from "../../api/bindings";
import { useMutation } from "../../api/react";
import type { TimelineColumn, TimelineEntry } from "../../kit/Timeline";
import { isoOf } from "../../kit/time";
import { type Carried, STEP, type Target } from "../../kit/timelineDrag";
import type { Draft } from "./BlockForm";
import type { Item } from "./entries";

type Given = {
  columns: readonly TimelineColumn[];
  items: Map<string, Item>;
  setSelected: (key: string | null) => void;
  setDraft: (draft: Draft) => void;
};

const DAY = 86_400_000;

export type EntryActions = ReturnType<typeof useEntryKeys>;

export function useEntryKeys({ columns, items, setSelected, setDraft }: Given) {
  const place = useMutation("blocks.place", { quiet: true });
  const resize = useMutation("blocks.resize", { quiet: true });
  const cut = useMutation("blocks.split");
  const fix = useMutation("blocks.pin", { quiet: true });
  const drop = useMutation("blocks.delete");
  const edit = useMutation("tasks.edit", { quiet: true });
  // What was moved by key keeps the focus, also as an occurrence that became a block of its own.
  const moved = useRef<{ id: BlockId; at: number } | null>(null);
  useEffect(() => {
    if (!moved.current) return;
    const { id, at } = moved.current;
    for (const [key, item] of items) {
      if (item.kind !== "block" || item.block.id !== id || item.block.starts_at !== at) continue;
      moved.current = null;
      setSelected(key);
      document.querySelector<HTMLElement>(`[data-entry="${key}"]`)?.focus();
      return;
    }
  }, [items, setSelected]);

  const follow = {
    onSuccess: (block: PlanBlock) => {
      moved.current = { id: block.id, at: block.starts_at };
    },
  };
  const whole = (block: PlanBlock) => (block.rule ? { id: block.id, occurrence: block.starts_at } : { id: block.id });
  const moveTask = (task: Task, from: number, until: number) =>
    edit.mutate({
      ids: [task.id],
      patch: {
        scheduled: { day: isoOf(new Date(from)), at: from as Timestamp },
        scheduled_end: until as Timestamp,
      },
    });
  const move = (item: Item, from: number, until: number) => {
    if (item.kind === "block") place.mutate({ ...whole(item.block), starts_at: from as Timestamp }, follow);
    if (item.kind === "task") moveTask(item.task, from, until);
  };
  const bound = (item: Item, from: number, until: number) => {
    if (until - from < STEP / 3) return;
    if (item.kind === "block")
      resize.mutate({ ...whole(item.block), starts_at: from as Timestamp, ends_at: until as Timestamp }, follow);
    if (item.kind === "task") moveTask(item.task, from, until);
  };
  const split = (block: PlanBlock) => cut.mutate(whole(block));
  const pin = (block: PlanBlock) => fix.mutate({ id: block.id, pinned: !block.pinned });
  const remove = (block: PlanBlock, scope: RepeatScope = "this") =>
    drop.mutate(block.rule ? { ...whole(block), scope } : whole(block));
  const open = (block: PlanBlock) => setDraft({ block, from: block.starts_at });

  const onKey = (entry: TimelineEntry, event: KeyboardEvent) => {
    const item = items.get(entry.key);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const { from, until } = entry;
    const sideways = columns.length > 1 ? DAY : 0;
    const block = item.kind === "block" ? item.block : null;
    const keys: Record<string, (() => void) | undefined> = {
      ArrowUp: () => (event.shiftKey ? bound(item, from, until - STEP) : move(item, from - STEP, until - STEP)),
      ArrowDown: () => (event.shiftKey ? bound(item, from, until + STEP) : move(item, from + STEP, until + STEP)),
      ArrowLeft: () => sideways && move(item, beside(from, -1), beside(until, -1)),
      ArrowRight: () => sideways && move(item, beside(from, 1), beside(until, 1)),
      Enter: block ? () => open(block) : undefined,
      s: block ? () => split(block) : undefined,
      p: block ? () => pin(block) : undefined,
      Delete: block ? () => remove(block) : undefined,
      Backspace: block ? () => remove(block) : undefined,
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };

  const land = (item: Item, carried: Carried, target: Target) =>
    carried.grip === "move" ? move(item, target.from, target.until) : bound(item, target.from, target.until);
  return { onKey, land, split, pin, remove, open };
}

/** The same time by the clock on another day. */
function beside(at: number, days: number): number {
  const date = new Date(at);
  date.setDate(date.getDate() + days);
  return date.getTime();
}
