// The list that keys act on: the one on the page. Commands reach it here, whichever page shows it.
import { create } from "zustand";
import type { BulkEdit, Task, TaskId } from "../../api/bindings";

export type Menu = "schedule" | "deadline" | "priority" | "project" | "tag" | "status";

export type ListHandle = {
  move: (by: 1 | -1, extend: boolean) => void;
  toggle: () => void;
  selectAll: () => void;
  clear: () => void;
  open: () => void;
  /** The selection, or the focused task; of a selection that goes beyond what is loaded, the loaded part. */
  targets: () => Task[];
  finish: () => void;
  /** How many tasks the list has, and the filter that finds them all. */
  all?: () => { total: number; filter: string };
  /** To the column beside. */
  sideways?: (by: 1 | -1) => void;
  /** Moves the focused task: by hand in a list, to another day in a calendar. */
  shift?: (to: "up" | "down" | "left" | "right") => void;
};

type Active = {
  list: ListHandle | null;
  selected: ReadonlySet<TaskId>;
  /** All that the list's filter finds are selected, but not those in `selected`. */
  inverted: boolean;
  focused: TaskId | null;
  /** A bulk menu that a key has opened. */
  menu: Menu | null;
  editTitle: boolean;
};

export const useActive = create<Active>(() => ({
  list: null,
  selected: new Set(),
  inverted: false,
  focused: null,
  menu: null,
  editTitle: false,
}));

export const activeList = () => useActive.getState().list;
export const hasTarget = () => (activeList()?.targets().length ?? 0) > 0;
export const openMenu = (menu: Menu | null) => useActive.setState({ menu });

export const clearSelection = () => useActive.setState({ selected: new Set(), inverted: false });

/** Selects the focused task, or lets go of it. */
export function toggleFocused(): void {
  const { focused, selected } = useActive.getState();
  if (focused === null) return;
  const next = new Set(selected);
  if (!next.delete(focused)) next.add(focused);
  useActive.setState({ selected: next });
}

/** The tasks a key acts on now. */
export function targets(): Task[] {
  return activeList()?.targets() ?? [];
}

export const isSelected = (active: Pick<Active, "selected" | "inverted">, id: TaskId) =>
  active.selected.has(id) !== active.inverted;

/** How many tasks are selected. */
export function selectedCount({ selected, inverted, list }: Active): number {
  return inverted ? Math.max(0, (list?.all?.().total ?? 0) - selected.size) : selected.size;
}

/** How many tasks a key acts on now. */
export const targetCount = () => selectedCount(useActive.getState()) || targets().length;

/** The tasks a key acts on now, as a bulk operation names them. */
export function chosen(): Pick<BulkEdit, "ids" | "filter" | "except"> {
  const { selected, inverted, list } = useActive.getState();
  const all = list?.all?.();
  if (inverted && all) return { filter: all.filter, except: [...selected] };
  return { ids: targetIds() };
}

export function targetIds(): TaskId[] {
  const { selected, inverted } = useActive.getState();
  return !inverted && selected.size > 0 ? [...selected] : targets().map((task) => task.id);
}
