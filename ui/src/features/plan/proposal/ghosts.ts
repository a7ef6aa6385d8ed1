// The proposal on the timeline: what would be new stands there as a ghost, what would go grows faint.
import type { TimelineColumn, TimelineEntry } from "../../../kit/Timeline";
import type { Item, Shown } from "../entries";
import type { Choice, Row } from "./rows";
import { proposalTexts as texts } from "./texts";

export function withGhosts({ columns, items }: Shown, rows: readonly Row[], { left, pinned }: Choice): Shown {
  if (rows.length === 0) return { columns, items };
  const all = new Map(items);
  const going = new Set(
    rows.filter(({ key, change }) => change !== "kept" && !left.has(key)).map(({ block }) => block),
  );
  const faint = (key: string) => {
    const item = items.get(key);
    return item?.kind === "block" && going.has(item.block.id);
  };
  const drawn = columns.map((column): TimelineColumn => {
    const ghosts = rows
      .filter(({ change, from, until }) => /new|moved/.test(change) && from < column.until && until > column.from)
      .map((row): TimelineEntry => {
        all.set(row.key, { kind: "ghost", row } satisfies Item);
        const off = left.has(row.key);
        return {
          key: row.key,
          title: row.title,
          from: row.from,
          until: row.until,
          tone: "work",
          movable: false,
          pinned: pinned.has(row.key),
          ghost: true,
          faint: off,
          said: [off ? texts.notChosen : texts.proposed, ...row.reasons].join(", "),
        };
      });
    const entries = column.entries.map((entry) =>
      faint(entry.key) ? { ...entry, faint: true, said: [entry.said, texts.goes].filter(Boolean).join(", ") } : entry,
    );
    return { ...column, entries: [...entries, ...ghosts].sort((a, b) => a.from - b.from || a.until - b.until) };
  });
  return { columns: drawn, items: all };
}
