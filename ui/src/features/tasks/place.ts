// How the tasks page is asked for: the filter, its view, sort and group stand in the address.
import { create } from "zustand";
import type { SavedFilter, TaskGroup, TaskSort, TaskView } from "../../api/bindings";

export type TasksPlace = {
  filter?: string;
  view?: TaskView;
  sort?: TaskSort;
  group?: TaskGroup;
  /** The saved filter that it was opened as. */
  saved?: number;
};

export const VIEWS = ["list", "board", "calendar", "matrix"] as const satisfies readonly TaskView[];
export const SORTS = [
  "smart",
  "manual",
  "day",
  "deadline",
  "priority",
  "effort",
  "title",
  "newest",
  "oldest",
  "urgency",
] as const satisfies readonly TaskSort[];
export const GROUPS = ["none", "project", "area", "priority", "day", "status"] as const satisfies readonly TaskGroup[];

const one = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((known) => known === value);

/** What of an address is meant, and nothing else. */
export function readPlace(search: Record<string, unknown>): { [K in keyof TasksPlace]: TasksPlace[K] | undefined } {
  return {
    filter: typeof search.filter === "string" ? search.filter : undefined,
    view: one(VIEWS, search.view),
    sort: one(SORTS, search.sort),
    group: one(GROUPS, search.group),
    saved: Number.isInteger(Number(search.saved)) && search.saved ? Number(search.saved) : undefined,
  };
}

/** The address of a saved filter; what is usual is left out. */
export function placeOf({ id, query, view, sort, group }: SavedFilter): TasksPlace {
  return {
    filter: query,
    ...(view === "list" ? {} : { view }),
    ...(sort === "smart" ? {} : { sort }),
    ...(group === "none" ? {} : { group }),
    saved: id,
  };
}

/** The tasks page that is on the screen, for commands. */
type Shown = { show: ((view: TaskView) => void) | null; wanted: boolean };
export const useShown = create<Shown>(() => ({ show: null, wanted: false }));

export function showView(view: TaskView, go: (route: string) => void) {
  const { show } = useShown.getState();
  if (show) show(view);
  else go(`/tasks?view=${view}`);
}

/** The filter box takes the keyboard; the page is opened first if need be. */
export function wantFilter(go: (route: string) => void) {
  if (!useShown.getState().show) go("/tasks");
  useShown.setState({ wanted: true });
}
