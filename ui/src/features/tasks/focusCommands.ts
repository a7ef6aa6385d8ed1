import type { Command } from "../../api/command";
import { toast } from "../../kit/toast";
import { hasTarget, targets } from "./active";
import { FOCUS_MINUTES } from "./focusClock";
import { texts } from "./texts";

const TIMER = "Timer";

export const focusCommands: readonly Command[] = [
  {
    id: "focus.start",
    title: `Start the timer, ${FOCUS_MINUTES} minutes`,
    group: TIMER,
    keys: ["w"],
    words: "focus work pomodoro track time begin",
    when: hasTarget,
    run: start(FOCUS_MINUTES),
  },
  {
    id: "focus.open",
    title: "Start the timer, open-ended",
    group: TIMER,
    words: "focus track time begin",
    when: hasTarget,
    run: start(null),
  },
  {
    id: "focus.stop",
    title: "Stop the timer and log the time",
    group: TIMER,
    keys: ["shift+w"],
    words: "focus end finish track",
    run: async ({ client }) => {
      if (!(await client.call("focus.running", null))) return toast({ id: "focus", text: texts.focus.none });
      const { logged_minutes } = await client.write("focus.stop", {});
      toast({ id: "focus", text: texts.focus.logged(logged_minutes) });
    },
  },
];

function start(minutes: number | null): Command["run"] {
  return ({ client }) => {
    const [task] = targets();
    return task && client.write("focus.start", { task: task.id, minutes });
  };
}
