import { notifications } from "@mantine/notifications";
import { Button } from "./Button";

type Toast = {
  /** A toast with the same id replaces the one that is shown. */
  id?: string;
  text: string;
  tone?: "plain" | "rubric";
  action?: Action;
  /** A second thing to do, before the first. */
  other?: Action;
};

type Action = { label: string; keys?: string; testId?: string; run: () => void };

/** One sentence at the bottom of the window, with at most two things to do about it. */
export function toast({ id, text, tone = "plain", action, other }: Toast): void {
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
        {[other, action].map(
          (offer) =>
            offer && (
              <Button
                key={offer.label}
                look="plain"
                data-testid={offer.testId}
                style={{ color: "var(--accent)", height: 26 }}
                {...(offer.keys ? { keys: offer.keys } : {})}
                onClick={() => {
                  notifications.hide(key);
                  offer.run();
                }}
              >
                {offer.label}
              </Button>
            ),
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
