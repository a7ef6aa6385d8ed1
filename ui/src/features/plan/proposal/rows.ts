// A proposal as lines that are taken over or left: what is chosen makes the changes.
import type { BlockId, PlanChanges, PlanGuess, PlanProposal, TaskId } from "../../../api/bindings";

export type Row = {
  key: string;
  task: TaskId;
  title: string;
  change: "new" | "moved" | "removed" | "kept";
  /** The block that there is already. */
  block: BlockId | null;
  /** Where it would be; of one that goes, where it is. */
  from: number;
  until: number;
  /** Where one that moves is until now. */
  was: { from: number; until: number } | null;
  reasons: readonly string[];
  /** How long it was taken to last, where nobody has said it. */
  guess: PlanGuess | null;
};

/** What was decided about the rows, by their keys: each is taken over unless it is left, and free unless pinned. */
export type Choice = { left: ReadonlySet<string>; pinned: ReadonlySet<string> };

export const keyOfBlock = (block: BlockId) => `ghost:block:${block}`;

export function rowsOf(proposal: PlanProposal): Row[] {
  const guesses = new Map(proposal.guesses.map((guess) => [guess.task, guess]));
  // A new block is named by its place among those of its task, not by its time: a later answer may have moved it.
  const parts = new Map<TaskId, number>();
  const keyOfNew = (task: TaskId) => {
    const part = (parts.get(task) ?? 0) + 1;
    parts.set(task, part);
    return `ghost:task:${task}:${part}`;
  };
  const rows = proposal.blocks.map((block): Row => {
    const moved = proposal.moved.find((one) => one.block === block.block && one.to !== null);
    return {
      key: block.block === null ? keyOfNew(block.task) : keyOfBlock(block.block),
      task: block.task,
      title: block.title,
      change: block.change,
      block: block.block,
      from: block.start,
      until: block.end,
      was: moved ? { from: moved.from.start, until: moved.from.end } : null,
      reasons: block.reasons,
      guess: guesses.get(block.task) ?? null,
    };
  });
  for (const { block, task, title, from, to } of proposal.moved) {
    if (to !== null) continue;
    const place = { from: from.start, until: from.end };
    rows.push({
      ...{ key: keyOfBlock(block), task, title, block, ...place, was: place },
      ...{ change: "removed", reasons: [], guess: null },
    });
  }
  return rows.sort((a, b) => a.from - b.from || a.until - b.until);
}

/** The rows that would change something. */
export const changing = (rows: readonly Row[]) => rows.filter(({ change }) => change !== "kept");

export function changesOf(rows: readonly Row[], { left, pinned }: Choice): PlanChanges {
  const changes: PlanChanges = { new: [], moved: [], removed: [] };
  for (const row of rows) {
    if (left.has(row.key) || row.change === "kept") continue;
    const place = { start: row.from, end: row.until, ...(pinned.has(row.key) ? { pinned: true } : {}) };
    if (row.block === null) changes.new.push({ task: row.task, ...place });
    else if (row.change === "removed") changes.removed.push(row.block);
    else changes.moved.push({ block: row.block, ...place });
  }
  return changes;
}

/** What a row that is taken over would lie on because another one is left: the titles, by key. */
export function overlaps(rows: readonly Row[], left: ReadonlySet<string>): Map<string, string[]> {
  const staying = rows.flatMap(({ key, title, was }) => (was && left.has(key) ? [{ title, ...was }] : []));
  const found = new Map<string, string[]>();
  for (const row of changing(rows)) {
    if (left.has(row.key) || row.change === "removed") continue;
    const on = staying.filter((one) => one.from < row.until && one.until > row.from);
    if (on.length > 0)
      found.set(
        row.key,
        on.map(({ title }) => title),
      );
  }
  return found;
}
