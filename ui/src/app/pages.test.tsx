// Every page, full and empty, through axe. Colours are checked by tokens.test.ts and in a real browser by ui:screens.
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { CaptureWindow } from "../features/capture/CaptureWindow";
import { fakeTransport } from "../test/fake/transport";
import { openApp } from "../test/render";
import { Recovery } from "./Recovery";

const PAGES: [string, string][] = [
  ["/today", "Stand-up with the workshop"],
  ["/today?task=5", "Add a reminder"],
  ["/plan", "Draft the quote"],
  ["/plan?propose=day", "Accept all 4"],
  ["/inbox", "Buy birthday present for Jonas"],
  ["/tasks", "Renew the library books"],
  ["/tasks?group=project", "Choose a paint for the hallway"],
  ["/projects", "Old website"],
  ["/projects/2", "Choose a paint for the hallway"],
  ["/habits", "Practise the cello"],
  ["/habits?add=true", "So many times a week"],
  ["/habits/1", "What today can make of it"],
  ["/goals", "Speak Spanish with Ana"],
  ["/goals?add=true", "How will you know?"],
  ["/goals/1", "A whole evening without English"],
  ["/areas/2", "Kitchen"],
  ["/metrics", "Weight"],
  ["/metrics?add=true", "What I log"],
  ["/metrics/1", "It falls by 0.2 kg a week"],
  ["/metrics/4", "Moves together with"],
  ["/knowledge", "Workshop layout"],
  ["/knowledge?add=note", "Cancel"],
  ["/knowledge/2?start=270&end=300", "Methods"],
  ["/logbook", "We chose the oak for the table"],
  ["/digest", "Renew the library books"],
  ["/review", "Give each a place"],
  ["/search?q=oak", "Send the revised quote to Hartmann"],
  ["/chat/1", "Not in your data"],
  ["/rewards", "An evening with a film"],
  ["/activity", "Imported 42 items from Papers"],
  ["/trash", "Cancel the old newspaper"],
  ["/diagnostics", "failed: word index"],
  ["/processing", "scan-0042.pdf"],
  ["/settings", "Qwen3 1.7B"],
];

const EMPTY: [string, string][] = [
  ["/today", "Nothing is planned for today"],
  ["/plan", "Nothing waits for a place. Open tasks appear here."],
  ["/inbox", "The inbox is empty"],
  ["/tasks", "No tasks yet"],
  ["/projects", "No projects yet"],
  ["/habits", "No habits yet"],
  ["/goals", "No goals yet"],
  ["/metrics", "Nothing is measured yet"],
  ["/knowledge", "Nothing to read yet"],
  ["/logbook", "What you finish, focus on and keep appears here by itself."],
  ["/digest", "Nothing is due, planned or new"],
  ["/review", "Nothing to decide here"],
  ["/chat", "Ask your own data"],
  ["/search", "One box for everything"],
  ["/rewards", "No rewards yet"],
  ["/activity", "Nothing has happened yet"],
  ["/trash", "The trash is empty"],
  ["/processing", "Nothing to process"],
];

async function violations(root: Element = document.body): Promise<string[]> {
  const result = await axe.run(root, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    rules: {
      "color-contrast": { enabled: false },
      region: { enabled: false },
      "landmark-one-main": { enabled: false },
    },
  });
  return result.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

describe.each(["light", "dark"] as const)("in %s", (theme) => {
  it.each(PAGES)("%s stands, and axe finds nothing serious", async (address, words) => {
    openApp(address, { prepare: (fake) => Object.assign(fake.world.settings, { theme }) });
    await waitFor(() => expect(screen.getAllByText(words, { exact: false }).length).toBeGreaterThan(0), {
      timeout: 8000,
    });
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe(theme));
    expect(await violations()).toEqual([]);
  });
});

it.each(EMPTY)("%s says something useful when there is nothing", async (address, words) => {
  openApp(address, { empty: true });
  expect(await screen.findByText(words, {}, { timeout: 8000 })).toBeTruthy();
  expect(await violations()).toEqual([]);
});

it("the capture window stands alone, hides on Esc and saves on Enter", async () => {
  const fake = fakeTransport({});
  const { container } = render(<CaptureWindow transport={fake} />);
  const { default: userEvent } = await import("@testing-library/user-event");
  const user = userEvent.setup();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("capture-input")));
  await user.keyboard("Water the plants tomorrow{Escape}");
  expect(fake.verbs.map(({ verb }) => verb)).toContain("hide_capture");
  expect(screen.getByTestId("capture-input")).toHaveProperty("value", "Water the plants tomorrow");
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Saved")).toBeTruthy();
  expect(fake.verbs.filter(({ verb }) => verb === "hide_capture")).toHaveLength(1);
  await user.keyboard("{Tab}# A note{Enter}");
  await waitFor(() =>
    expect(fake.calls.filter(({ name }) => name === "capture.save").map(({ input }) => input)).toEqual([
      { text: "Water the plants tomorrow", save_as: "task", dismissed: [] },
      { text: "# A note", save_as: "note", dismissed: [] },
    ]),
  );
  await waitFor(() => expect(fake.verbs.filter(({ verb }) => verb === "hide_capture")).toHaveLength(2));
  expect(await violations(container)).toEqual([]);
});

it("the recovery screen names the failure, the file and the backups, restores one, and offers no deletion", async () => {
  const fake = fakeTransport({ broken: true });
  const state = await fake.window("start_state");
  if (state.ok) throw new Error("expected a failed start");
  const retried = vi.fn();
  render(<Recovery state={state} transport={fake} onRetry={retried} />);
  expect(screen.getByRole("alert").textContent).toContain("does not match its checksum");
  expect(screen.getByText(/almanac\.sqlite$/)).toBeTruthy();
  expect(screen.getAllByRole("listitem")).toHaveLength(3);
  expect(screen.queryByRole("button", { name: /delete|remove|reset/i })).toBeNull();
  expect(await violations()).toEqual([]);
  // Restoring takes two clicks, and names the file that is kept.
  fireEvent.click(screen.getAllByRole("button", { name: "Restore" })[0] as HTMLElement);
  expect(fake.verbs.some(({ verb }) => verb === "restore_backup")).toBe(false);
  fireEvent.click(screen.getByRole("button", { name: /put it in place/ }));
  await waitFor(() => expect(retried).toHaveBeenCalledOnce());
  const [first] = state.backups;
  expect(fake.verbs).toContainEqual({ verb: "restore_backup", options: { backup: first?.path } });
});
