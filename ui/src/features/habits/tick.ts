import type { Habit, HabitDay } from "../../api/bindings";
import { useMutation } from "../../api/react";

/** What can be done with a day of a habit. */
export function useTick(habit: Habit) {
  const log = useMutation("habits.log");
  const clear = useMutation("habits.clear");
  const skip = useMutation("habits.skip");
  return {
    log: (day: string, value: number | null, add = false) => log.mutate({ habit: habit.id, day, value, add }),
    clear: (day: string) => clear.mutate({ habit: habit.id, day }),
    /** A click: what is done is cleared, anything else is ticked. */
    toggle: ({ day, value }: Pick<HabitDay, "day" | "value">) =>
      value ? clear.mutate({ habit: habit.id, day }) : log.mutate({ habit: habit.id, day }),
    /** S: a skipped day is taken back, any other is skipped. */
    skip: ({ day, state }: HabitDay) =>
      state === "skipped" ? clear.mutate({ habit: habit.id, day }) : skip.mutate({ habit: habit.id, day }),
  };
}

/** A number as people type it, with a point or a comma; null when it is none. */
export function numberOf(text: string): number | null {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) || number < 0 ? null : number;
}
