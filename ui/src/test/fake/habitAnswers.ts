// The made-up core's habits. Strength is the published recurrence, streaks are days; that is all the screens need.
import type { AreaId, Failure, Habit, HabitId, HabitPage, HabitStanding } from "../../api/bindings";
import { addDays } from "../../kit/time";
import type { Answers } from "./answers";
import { TODAY, type World } from "./world";

type Fail = (kind: Failure["kind"], text: string) => never;
type Entry = { value: number | null; note: string };
export type FakeHabit = { habit: Habit; schedule: string; entries: Map<string, Entry> };

function habit(id: number, name: string, more: Partial<Habit> = {}): Habit {
  return {
    id: id as HabitId,
    name,
    notes: "",
    cue: "",
    area: null,
    colour: "#4a8c6f",
    kind: "yes_no",
    unit: "",
    target: null,
    direction: "at_least",
    schedule: { every: "day" },
    reminders: [],
    skip_budget: 2,
    start_day: addDays(TODAY, -90),
    archived: false,
    ...more,
  };
}

/** Entries of the last 90 days, by a pattern that looks like somebody's. */
function entries(value: (day: number) => number | null | undefined): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (let day = 90; day >= 0; day--) {
    const one = value(day);
    if (one !== undefined) found.set(addDays(TODAY, -day), { value: one, note: day === 3 ? "with Ana" : "" });
  }
  return found;
}

export function sampleHabits(): FakeHabit[] {
  const area = (id: number) => id as AreaId;
  return [
    {
      habit: habit(1, "Stretch", { area: area(1), cue: "after the first coffee", notes: "The back thanks for it." }),
      schedule: "every day",
      entries: entries((day) => (day === 0 || day % 11 === 0 ? undefined : day === 5 ? null : 1)),
    },
    {
      habit: habit(2, "Read", { area: area(1), kind: "numeric", unit: "pages", target: 20, colour: "#4f6fae" }),
      schedule: "every day",
      entries: entries((day) => (day % 6 === 0 ? undefined : 8 + ((day * 7) % 25))),
    },
    {
      habit: habit(3, "Practise the cello", {
        area: area(2),
        colour: "#7d62a8",
        schedule: { every: "week", times: 3 },
      }),
      schedule: "3 times a week",
      entries: entries((day) => (day % 2 === 1 && day % 7 < 6 ? 1 : undefined)),
    },
    {
      habit: habit(4, "Coffee", { kind: "numeric", unit: "cups", target: 2, direction: "at_most", colour: "#b05c3f" }),
      schedule: "every day",
      entries: entries((day) => (day > 0 ? (day * 5) % 4 : 1)),
    },
  ];
}

function standing({ habit, schedule, entries }: FakeHabit): HabitStanding {
  const keep = 0.5 ** (1 / 13);
  const most = habit.direction === "at_most";
  const met = (value: number | null | undefined) =>
    value != null && (most ? value <= (habit.target ?? 0) : value >= (habit.target ?? 1));
  let strength = 0;
  let streak = 0;
  let best = 0;
  const days: HabitStanding["days"] = [];
  for (let back = 90; back >= 0; back--) {
    const day = addDays(TODAY, -back);
    const entry = entries.get(day);
    const value = entry?.value ?? null;
    if (entry?.value !== null && (back > 0 || met(value))) {
      strength = strength * keep + (met(value) ? 1 - keep : 0);
      streak = met(value) ? streak + 1 : 0;
      best = Math.max(best, streak);
    }
    const state = entry
      ? entry.value === null
        ? "skipped"
        : met(value)
          ? "done"
          : most
            ? "missed"
            : "partial"
      : back === 0
        ? "open"
        : "missed";
    days.push({ day, state, value });
  }
  const today = days.at(-1);
  const share = (n: number) => days.slice(-n).filter((day) => day.state === "done").length / n;
  return {
    habit,
    schedule,
    strength,
    streak,
    best_streak: best,
    streak_unit: habit.schedule.every === "week" ? "weeks" : "days",
    today: today?.state ?? "open",
    value: today?.value ?? null,
    due: today?.state === "open" || today?.state === "partial",
    pause: null,
    skips_left: 1,
    progress: habit.schedule.every === "week" ? { done: 2, of: 3 } : null,
    completion: { days_7: share(7), days_30: share(30), days_90: share(90) },
    days: days.slice(-14),
  };
}

function page(one: FakeHabit): HabitPage {
  const now = standing(one);
  const keep = 0.5 ** (1 / 13);
  const days = Array.from({ length: 91 }, (_, index) => addDays(TODAY, index - 90));
  const history = [...one.entries].map(([day, entry]) => ({ day, ...entry, time: null })).reverse();
  return {
    standing: now,
    curve: days.map((day, index) => ({ day, strength: 0.9 * (1 - keep ** index) })),
    year: days.map((day) => {
      const value = one.entries.get(day)?.value ?? null;
      return { day, state: value === null ? "missed" : "done", value };
    }),
    history,
    pauses: [],
    streaks: [{ from: addDays(TODAY, -43), until: addDays(TODAY, -34), length: 10 }],
    weekdays: [9, 12, 11, 10, 8, 12, 7],
    done_days: 69,
    sum: history.reduce((sum, entry) => sum + (entry.value ?? 0), 0),
    outlook: {
      done: { strength: now.strength * keep + 1 - keep, streak: now.streak + 1 },
      skipped: { strength: now.strength, streak: now.streak },
      missed: { strength: now.strength * keep, streak: 0 },
    },
  };
}

export const habitsOfToday = (world: World): HabitStanding[] =>
  world.habits.filter((one) => !one.habit.archived).map(standing);

export function habitAnswers(world: World, fresh: () => number, step: (label: string, n: number) => void, fail: Fail) {
  const find = (id: HabitId): FakeHabit =>
    world.habits.find((one) => one.habit.id === id) ??
    fail("not_found", `habit ${id} does not exist, or no longer does`);
  const write = (id: HabitId, label: string, change: (one: FakeHabit) => void): HabitStanding => {
    const one = find(id);
    step(`${label} ${one.habit.name}`, 1);
    change(one);
    return standing(one);
  };
  return {
    "habits.today": () => habitsOfToday(world),
    "habits.list": (asked) =>
      world.habits.filter((one) => one.habit.archived === (asked?.archived ?? false)).map(standing),
    "habits.show": (id) => page(find(id)),
    "habits.words": (schedule) => (schedule.every === "week" ? `${schedule.times} times a week` : "every day"),
    "habits.create": (made) => {
      const { name, kind, target, unit, direction, schedule, area, colour, cue, notes } = made;
      const one = habit(fresh(), name, {
        kind: kind ?? "yes_no",
        target: target ?? null,
        unit: unit ?? "",
        direction: direction ?? "at_least",
        schedule: schedule ?? { every: "day" },
        area: area ?? null,
        colour: colour ?? "#4a8c6f",
        cue: cue ?? "",
        notes: notes ?? "",
        start_day: TODAY,
      });
      step(`Added the habit ${name}`, 1);
      world.habits.push({ habit: one, schedule: "every day", entries: new Map() });
      return one;
    },
    "habits.archive": ({ id, archived }) => {
      write(id, "Archived", (one) => {
        one.habit.archived = archived ?? true;
      });
      return find(id).habit;
    },
    "habits.delete": (id) => {
      write(id, "Deleted", () => undefined);
      world.habits = world.habits.filter((one) => one.habit.id !== id);
      return null;
    },
    "habits.reorder": (ids) => {
      world.habits.sort((a, b) => ids.indexOf(a.habit.id) - ids.indexOf(b.habit.id));
      step("Put the habits in order", ids.length);
      return null;
    },
    "habits.log": ({ habit: id, day, value, add, note }) =>
      write(id, "Ticked", ({ habit, entries }) => {
        if (habit.kind === "numeric" && value == null) fail("invalid", `say how much: ${habit.name} is counted`);
        const before = entries.get(day ?? TODAY);
        const sum = (value ?? 1) + (add ? (before?.value ?? 0) : 0);
        entries.set(day ?? TODAY, { value: sum, note: note ?? before?.note ?? "" });
      }),
    "habits.clear": ({ habit, day }) => write(habit, "Cleared", ({ entries }) => entries.delete(day ?? TODAY)),
    "habits.skip": ({ habit, day }) =>
      write(habit, "Skipped", ({ entries }) => entries.set(day ?? TODAY, { value: null, note: "" })),
    "habits.pause": ({ habit }) => write(habit, "Paused", () => undefined),
    "habits.resume": ({ habit }) => write(habit, "Resumed", () => undefined),
  } satisfies Partial<Answers>;
}
