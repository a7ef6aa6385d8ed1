// The calendar as the list that keys act on; Alt with an arrow moves the focused task by a day or a week.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Task, TaskId } from "../../api/bindings";
import type { ScheduleEntry } from "../../kit/Schedule";
import { addDays } from "../../kit/time";
import { isSelected, type ListHandle, useActive } from "./active";

type Calendar = {
  entries: readonly ScheduleEntry[];
  byId: ReadonlyMap<number, Task>;
  total: number;
  filter: string;
  moveTo: (id: TaskId, day: string) => void;
};

const DAYS = { left: -1, right: 1, up: -7, down: 7 } as const;

export function useCalendarKeys(calendar: Calendar) {
  const navigate = useNavigate();
  const latest = useRef({ calendar, navigate });
  latest.current = { calendar, navigate };

  useEffect(() => {
    const elements = () => [...document.querySelectorAll<HTMLElement>("[data-testid='schedule'] [data-event-id]")];
    const none = { selected: new Set<TaskId>(), inverted: false, menu: null };
    const handle: ListHandle = {
      move(by, extend) {
        const { focused, selected } = useActive.getState();
        const all = elements();
        const at = all.findIndex((one) => Number(one.dataset.eventId) === focused);
        const next = at < 0 ? all[0] : all[at + by];
        next?.focus();
        if (extend && next && focused !== null) {
          const id = Number(next.dataset.eventId) as TaskId;
          useActive.setState({ selected: new Set([...selected, focused, id]), inverted: false });
        }
      },
      toggle() {
        const { focused, selected } = useActive.getState();
        if (focused === null) return;
        const next = new Set(selected);
        if (!next.delete(focused)) next.add(focused);
        useActive.setState({ selected: next });
      },
      selectAll() {
        const ids = latest.current.calendar.entries.map((entry) => entry.id as TaskId);
        useActive.setState({ selected: new Set(ids), inverted: false });
      },
      clear: () => useActive.setState({ selected: new Set(), inverted: false }),
      open() {
        const { focused } = useActive.getState();
        if (focused !== null)
          void latest.current.navigate({ to: ".", search: (old: object) => ({ ...old, task: focused }) as never });
      },
      targets() {
        const active = useActive.getState();
        const { byId } = latest.current.calendar;
        if (active.selected.size === 0) {
          const task = active.focused === null ? undefined : byId.get(active.focused);
          return task ? [task] : [];
        }
        return [...byId.values()].filter((task) => isSelected(active, task.id));
      },
      finish: () => useActive.setState({ selected: new Set(), inverted: false }),
      shift(to) {
        const { focused } = useActive.getState();
        const entry = latest.current.calendar.entries.find((one) => one.id === focused);
        if (entry) latest.current.calendar.moveTo(entry.id as TaskId, addDays(entry.day, DAYS[to]));
      },
    };
    useActive.setState({ list: handle, focused: null, ...none });
    return () => {
      if (useActive.getState().list === handle) useActive.setState({ list: null, ...none });
    };
  }, []);
}
