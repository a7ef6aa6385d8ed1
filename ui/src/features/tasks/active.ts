// The list that keys act on: the one on the page. Commands reach it here, whichever page shows it.
import { create } from "zustand";
import type { Task, TaskId } from "../../api/bindings";

export type Menu = "schedule" | "priority" | "project" | "tag";

export type ListHandle = {
  move: (by: 1 | -1, extend: boolean) => void;
  toggle: () => void;
  selectAll: () => void;
  clear: () => void;
  open: () => void;
  /** The selection, or the focused task. */
  targets: () => Task[];
  finish: () => void;
};

type Active = {
  list: ListHandle | null;
  selected: ReadonlySet<TaskId>;
  focused: TaskId | null;
  /** A bulk menu that a key has opened. */
  menu: Menu | null;
  editTitle: boolean;
};

export const useActive = create<Active>(() => ({
  list: null,
  selected: new Set(),
  focused: null,
  menu: null,
  editTitle: false,
}));

export const activeList = () => useActive.getState().list;
export const hasTarget = () => (activeList()?.targets().length ?? 0) > 0;
export const openMenu = (menu: Menu | null) => useActive.setState({ menu });

/** The tasks a key acts on now. */
export function targets(): Task[] {
  return activeList()?.targets() ?? [];
}

export function targetIds(): TaskId[] {
  return targets().map((task) => task.id);
}
