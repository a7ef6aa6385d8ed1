// One key each to move what the keys act on to today, to tomorrow, or to no day: left-over tasks go in a keystroke.
import type { Command } from "../api/command";
import { activeList, hasTarget, targetIds } from "../features/tasks/active";

const defer = (to: "today" | "tomorrow" | "someday", title: string, keys: string, words: string): Command => ({
  id: `tasks.defer.${to}`,
  title,
  group: "Task",
  keys: [keys],
  words: `plan move schedule postpone snooze ${words}`,
  when: hasTarget,
  run: ({ client }) => {
    const ids = targetIds();
    activeList()?.finish();
    return client.write("today.defer", { ids, to });
  },
});

export const planningCommands: readonly Command[] = [
  defer("today", "Move to today", "t", "now"),
  defer("tomorrow", "Move to tomorrow", "shift+t", "later next day"),
  defer("someday", "Move to someday", "s", "no day later unschedule"),
];
