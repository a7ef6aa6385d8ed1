// Which occurrences a change of a repeating task is for: asked once, answered by a dialog.
import { create } from "zustand";
import type { RepeatScope, Task } from "../../api/bindings";

type Question = { verb: "edit" | "delete"; answer: (scope: RepeatScope | null) => void };

export const useScope = create<{ question: Question | null }>(() => ({ question: null }));

/** Asks, if one of the tasks repeats; `undefined` when none does, `null` when the person thought better of it. */
export function askScope(verb: Question["verb"], tasks: readonly Task[]): Promise<RepeatScope | null | undefined> {
  if (!tasks.some((task) => task.repeat)) return Promise.resolve(undefined);
  useScope.getState().question?.answer(null);
  return new Promise((resolve) => {
    const answer = (scope: RepeatScope | null) => {
      useScope.setState({ question: null });
      resolve(scope);
    };
    useScope.setState({ question: { verb, answer } });
  });
}
