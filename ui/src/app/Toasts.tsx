// What the app says at the bottom of the window: failures, what can be undone, reminders.
import { useEffect, useRef } from "react";
import type { StepId } from "../api/bindings";
import { useClient, useEvent } from "../api/react";
import { toast } from "../kit/toast";
import { texts } from "./texts";

export function Toasts({ go }: { go: (route: string) => void }) {
  const client = useClient();

  useEffect(() => client.onFailure((failure) => toast({ text: failure.message, tone: "rubric" })), [client]);

  const offered = useRef<StepId | null>(null);
  useEffect(
    () =>
      client.onUndoable(async (operation) => {
        const undo = await client.call("history.state", null).then(
          (state) => state.undo,
          () => null,
        );
        // Something that changed nothing left no step: the newest one is another's, and not offered.
        if (!undo || undo.operation !== operation || undo.id === offered.current) return;
        offered.current = undo.id;
        toast({
          id: "undo",
          text: undo.label,
          action: {
            label: texts.toast.undo,
            keys: "mod+z",
            testId: "undo",
            run: () => {
              void client
                .write("history.undo", null)
                .then(() => toast({ id: "undo", text: texts.toast.undone(undo.label) }))
                .catch(() => undefined);
            },
          },
        });
      }),
    [client],
  );

  useEvent("notify", ({ title, body, open, reminder, habit }) =>
    toast({
      text: body ? `${title}: ${body}` : title,
      action: { label: texts.toast.open, run: () => go(open) },
      ...(reminder && {
        other: {
          label: texts.toast.snooze,
          run: () =>
            void client.write("tasks.snooze", { reminder: reminder.reminder, minutes: 10 }).catch(() => undefined),
        },
      }),
      ...(habit && {
        other: {
          label: texts.toast.done,
          // How much of a counted habit was done cannot be said with a button; the failure says so.
          run: () => void client.write("habits.log", { habit }).catch(() => undefined),
        },
      }),
    }),
  );

  return null;
}
