// What the app says at the bottom of the window: failures, what can be undone, reminders.
import { useEffect } from "react";
import { useClient, useEvent } from "../api/react";
import { toast } from "../kit/toast";
import { texts } from "./texts";

export function Toasts({ go }: { go: (route: string) => void }) {
  const client = useClient();

  useEffect(() => client.onFailure((failure) => toast({ text: failure.message, tone: "rubric" })), [client]);

  useEffect(
    () =>
      client.onUndoable(async () => {
        const undo = await client.call("history.state", null).then(
          (state) => state.undo,
          () => null,
        );
        if (!undo) return;
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

  useEvent("notify", ({ title, body, open }) =>
    toast({
      text: body ? `${title}: ${body}` : title,
      action: { label: texts.toast.open, run: () => go(open) },
    }),
  );

  return null;
}
