// The board as the list that keys act on: arrows go from card to card, the rest is as everywhere.
import { useNavigate } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";
import type { Task, TaskId } from "../../../api/bindings";
import { clearSelection, isSelected, type ListHandle, toggleFocused, useActive } from "../active";

type Board = {
  root: RefObject<HTMLDivElement | null>;
  known: RefObject<Map<TaskId, Task>>;
  filter: string;
  total: number;
};

export function useBoardKeys(board: Board) {
  const navigate = useNavigate();
  const latest = useRef({ board, navigate });
  latest.current = { board, navigate };
  // "All that match" means the filter for which it was said.
  const { filter } = board;
  const asked = useRef(filter);
  useEffect(() => {
    if (asked.current !== filter) clearSelection();
    asked.current = filter;
  }, [filter]);

  useEffect(() => {
    const cards = () => [...(latest.current.board.root.current?.querySelectorAll<HTMLElement>("[data-card]") ?? [])];
    const idOf = (card: HTMLElement) => Number(card.dataset.card) as TaskId;
    const columnOf = (card: HTMLElement) => card.closest<HTMLElement>("[data-column]");
    const current = () => {
      const { focused } = useActive.getState();
      return cards().find((card) => idOf(card) === focused);
    };
    const focus = (card: HTMLElement | undefined) => card?.querySelector<HTMLElement>("[data-card-title]")?.focus();
    const task = (id: TaskId | null) => (id === null ? undefined : latest.current.board.known.current.get(id));

    const handle: ListHandle = {
      move(by, extend) {
        const here = current();
        if (!here) return focus(cards()[0]);
        const inside = cards().filter((card) => columnOf(card) === columnOf(here));
        const next = inside[inside.indexOf(here) + by];
        if (!next) return;
        if (extend) {
          const { selected } = useActive.getState();
          useActive.setState({ selected: new Set([...selected, idOf(here), idOf(next)]), inverted: false });
        }
        focus(next);
      },
      sideways(by) {
        const here = current();
        if (!here) return focus(cards()[0]);
        const columns = [...(latest.current.board.root.current?.querySelectorAll<HTMLElement>("[data-column]") ?? [])];
        const inColumn = (column: HTMLElement) => cards().filter((card) => columnOf(card) === column);
        const column = columnOf(here);
        if (!column) return;
        const row = inColumn(column).indexOf(here);
        for (let at = columns.indexOf(column) + by; at >= 0 && at < columns.length; at += by) {
          const other = columns[at];
          const beside = other ? inColumn(other) : [];
          if (beside.length > 0) return focus(beside[Math.min(row, beside.length - 1)]);
        }
      },
      toggle: toggleFocused,
      selectAll: () => useActive.setState({ selected: new Set(), inverted: true }),
      clear: clearSelection,
      open() {
        const { focused } = useActive.getState();
        if (focused !== null)
          void latest.current.navigate({ to: ".", search: (old: object) => ({ ...old, task: focused }) as never });
      },
      targets() {
        const active = useActive.getState();
        if (active.selected.size === 0 && !active.inverted)
          return [task(active.focused)].filter((one) => one !== undefined);
        return [...latest.current.board.known.current.values()].filter((one) => isSelected(active, one.id));
      },
      finish: clearSelection,
      all: () => ({ total: latest.current.board.total, filter: latest.current.board.filter }),
    };
    const none = { selected: new Set<TaskId>(), inverted: false, menu: null };
    useActive.setState({ list: handle, focused: null, ...none });
    return () => {
      if (useActive.getState().list === handle) useActive.setState({ list: null, ...none });
    };
  }, []);
}
