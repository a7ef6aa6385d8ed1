// The made-up core's timer.
import type { Failure } from "../../api/bindings";
import type { Answers } from "./answers";
import type { World } from "./world";

type Fail = (kind: Failure["kind"], text: string) => never;

export function focusAnswers(world: World, fail: Fail) {
  return {
    "focus.running": () => world.focus,
    "focus.of_task": () => [],
    "focus.start": ({ task: id, minutes }) => {
      const title = world.tasks.find((one) => one.id === id)?.title ?? "";
      world.focus = {
        id: 1 as never,
        task: { id, title, done: false },
        started_at: Date.now() as never,
        ended_at: null,
        planned_minutes: minutes ?? null,
        logged_minutes: 0,
      };
      return world.focus;
    },
    "focus.stop": () => {
      const stopped = world.focus ?? fail("invalid", "no timer is running");
      world.focus = null;
      return { ...stopped, ended_at: stopped.started_at };
    },
    "focus.discard": () => {
      world.focus = null;
      return null;
    },
  } satisfies Partial<Answers>;
}
