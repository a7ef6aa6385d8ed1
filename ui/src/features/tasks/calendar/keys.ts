// The calendar as the list that keys act on; Alt with an arrow moves the focused task by a day or a week.
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Task, TaskId } from "../../../api/bindings";
import { addDays } from "../../../kit/time";
import { clearSelection, isSelected, type ListHandle, toggleFocused, useActive } from "../active";

type Calendar = {
  tasks: readonly Task[];
  dayOf: (task: Task) => string | undefined;
  moveTo: (ids: readonly TaskId[], day: string) => void;
};

const DAYS = { left: -1, right: 1, up: -7, down: 7 } as const;

const entries = () => [...document.querySelectorAll<HTMLElement>("[data-testid='calendar'] [data-entry]")];
const find = (id: TaskId | null) => entries().find((one) => Number(one.dataset.entry) === id);

export function useCalendarKeys(calendar: Calendar) {
  const navigate = useNavigate();
  const latest = useRef({ calendar, navigate });
  latest.current = { calendar, navigate };
  const moved = useRef<TaskId | null>(null);

  // What was moved by key keeps the focus on its new day.
  useEffect(() => {
    const id = moved.current;
    const element = find(id);
    if (id === null || !element) return;
    if (document.activeElement === document.body) element.focus();
    else if (document.activeElement === element) moved.current = null;
  });

  useEffect(() => {
    const none = { selected: new Set<TaskId>(), inverted: false, menu: null };
    const taskOf = (id: TaskId | null) => latest.current.calendar.tasks.find((task) => task.id === id);
    const handle: ListHandle = {
      move(by, extend) {
        const { focused, selected } = useActive.getState();
        const all = entries();
        const at = all.findIndex((one) => Number(one.dataset.entry) === focused);
        const next = at < 0 ? all[0] : all[at + by];
        next?.focus();
        if (extend && next && focused !== null) {
          const id = Number(next.dataset.entry) as TaskId;
          useActive.setState({ selected: new Set([...selected, focused, id]), inverted: false });
        }
      },
      toggle: toggleFocused,
      selectAll: () =>
        useActive.setState({
          selected: new Set(latest.current.calendar.tasks.map((task) => task.id)),
          inverted: false,
        }),
      clear: clearSelection,
      open() {
        const { focused } = useActive.getState();
        if (focused !== null)
          void latest.current.navigate({ to: ".", search: (old: object) => ({ ...old, task: focused }) as never });
      },
      targets() {
        const active = useActive.getState();
        const { tasks } = latest.current.calendar;
        if (active.selected.size === 0) return [taskOf(active.focused)].filter((task) => task !== undefined);
        return tasks.filter((task) => isSelected(active, task.id));
      },
      finish: clearSelection,
      shift(to) {
        const task = taskOf(useActive.getState().focused);
        const day = task && latest.current.calendar.dayOf(task);
        if (!task || !day) return;
        moved.current = task.id;
        latest.current.calendar.moveTo([task.id], addDays(day, DAYS[to]));
      },
    };
    useActive.setState({ list: handle, focused: null, ...none });
    return () => {
      if (useActive.getState().list === handle) useActive.setState({ list: null, ...none });
    };
  }, []);
}
