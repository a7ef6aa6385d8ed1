import { notifications } from "@mantine/notifications";
import { Button } from "./Button";

type Toast = {
  /** A toast with the same id replaces the one that is shown. */
  id?: string;
  text: string;
  tone?: "plain" | "rubric";
  action?: { label: string; keys?: string; testId?: string; run: () => void };
};

/** One sentence at the bottom of the window, with at most one thing to do about it. */
export function toast({ id, text, tone = "plain", action }: Toast): void {
  const key = id ?? `${tone}:${text}`;
  const shown = {
    id: key,
    autoClose: tone === "rubric" ? 12_000 : 7_000,
    "data-tone": tone,
    role: tone === "rubric" ? "alert" : "status",
    closeButtonProps: { "aria-label": "Dismiss" },
    message: (
      <span style={{ display: "flex", alignItems: "center", gap: 12 }}>
        <span style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}>{text}</span>
        {action && (
          <Button
            look="plain"
            data-testid={action.testId}
            style={{ color: "var(--accent)", height: 26 }}
            {...(action.keys ? { keys: action.keys } : {})}
            onClick={() => {
              notifications.hide(key);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
      </span>
    ),
  };
  notifications.hide(key);
  notifications.show(shown);
}

export function clearToasts(): void {
  notifications.clean();
}
