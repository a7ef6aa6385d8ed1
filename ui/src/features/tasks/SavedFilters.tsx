// The saved filters in the sidebar, with their counts.
import { IconDots, IconFilter } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { SavedFilter } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Menu, type MenuEntry } from "../../kit/Menu";
import { placeOf } from "./place";
import styles from "./SavedFilters.module.css";
import { NameDialog } from "./SaveFilter";
import { texts } from "./texts";

/** `item` and `active` are the looks of a line of the sidebar. */
export function SavedFilters({ item = "", active = "" }: { item?: string | undefined; active?: string | undefined }) {
  const list = useOperation("filters.list", null).data ?? [];
  const counts = useOperation("filters.counts", null, { enabled: list.length > 0, keep: true }).data ?? [];
  const update = useMutation("filters.update");
  const reorder = useMutation("filters.reorder");
  const remove = useMutation("filters.delete");
  const [renamed, setRenamed] = useState<SavedFilter | null>(null);
  if (list.length === 0) return null;

  const entries = (saved: SavedFilter, at: number): MenuEntry[] => [
    { label: texts.saved.renameEntry, run: () => setRenamed(saved) },
    ...(at > 0
      ? [{ label: texts.saved.up, run: () => reorder.mutate({ id: saved.id, after: list[at - 2]?.id ?? null }) }]
      : []),
    ...(at < list.length - 1
      ? [{ label: texts.saved.down, run: () => reorder.mutate({ id: saved.id, after: list[at + 1]?.id ?? null }) }]
      : []),
    { label: texts.saved.delete, danger: true, run: () => remove.mutate(saved.id) },
  ];
  return (
    <section className={styles.filters} aria-label={texts.saved.heading}>
      {list.map((saved, at) => {
        const count = counts.find((one) => one.id === saved.id)?.count ?? 0;
        return (
          <div key={saved.id} className={styles.line}>
            <Link
              to="/tasks"
              search={placeOf(saved) as never}
              className={item}
              activeProps={{ className: active }}
              activeOptions={{ includeSearch: true }}
              data-testid="saved-filter"
            >
              <IconFilter size={14} stroke={1.6} className={styles.icon} aria-hidden />
              <span className={styles.name}>{saved.name}</span>
              <span className={styles.count}>{count === 0 ? "" : count >= 1000 ? "999+" : count}</span>
            </Link>
            <Menu entries={entries(saved, at)}>
              <button type="button" className={styles.menu} aria-label={texts.saved.menu(saved.name)}>
                <IconDots size={15} stroke={1.6} aria-hidden />
              </button>
            </Menu>
          </div>
        );
      })}
      <NameDialog
        title={texts.saved.rename}
        open={renamed !== null}
        name={renamed?.name ?? ""}
        onClose={() => setRenamed(null)}
        onName={(name) => renamed && update.mutate({ id: renamed.id, name }, { onSuccess: () => setRenamed(null) })}
      />
    </section>
  );
}
