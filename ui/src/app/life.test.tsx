// What makes the window a place to live in: the first steps, the palette, the day, the trash, the settings.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { callsOf, openApp } from "../test/render";

describe("the first steps", () => {
  it("can be gone with the keyboard alone, keep the first task, and do not come back", async () => {
    const { user, fake } = openApp("/today", { first: true });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("welcome-line")));
    await user.keyboard("Call Ana tomorrow{Enter}");
    expect((await screen.findByTestId("welcome-kept")).textContent).toContain("Kept: Call Ana");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("welcome-next")));
    await user.keyboard("{Enter}");
    expect(await screen.findByText("/home/mara/.local/share/almanac/almanac.sqlite")).toBeTruthy();
    await user.keyboard("{Enter}");
    expect((await screen.findByTestId("welcome-command")).textContent).toBe("/usr/bin/almanac capture");
    await user.keyboard("{Enter}");
    expect(await screen.findByTestId("nav-today")).toBeTruthy();
    await waitFor(() => expect(callsOf(fake, "settings.update")).toEqual([{ welcomed: true }]));
    expect(callsOf(fake, "capture.save")).toEqual([{ text: "Call Ana tomorrow", save_as: "task", dismissed: [] }]);
    expect(screen.queryByTestId("welcome")).toBeNull();
  });

  it("are skipped with Esc, leave single letters to nobody, and offer sample data", async () => {
    const { user, fake } = openApp("/today", { first: true });
    await user.type(await screen.findByTestId("welcome-line"), "half a thought");
    await user.click(await screen.findByTestId("welcome-next"));
    await user.click(await screen.findByTestId("welcome-next"));
    await user.keyboard("c");
    expect(screen.queryByTestId("capture-input")).toBeNull();
    await user.click(await screen.findByTestId("welcome-samples"));
    await waitFor(() => expect(callsOf(fake, "samples.add")).toHaveLength(1));
    expect(await screen.findByTestId("nav-today")).toBeTruthy();
    await user.keyboard("c");
    expect(await screen.findByTestId("capture-input")).toHaveProperty("value", "half a thought");
  });

  it("are not shown to somebody who has been here, and come on request", async () => {
    const { user } = openApp("/today", { empty: true });
    await screen.findByText("Nothing is planned for today");
    expect(screen.queryByTestId("welcome")).toBeNull();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByTestId("palette-input"), "first steps{Enter}");
    await user.keyboard("{Enter}");
    expect(await screen.findByTestId("welcome")).toBeTruthy();
    await user.keyboard("{Escape}");
    expect(await screen.findByTestId("nav-today")).toBeTruthy();
  });
});

const palette = async (user: ReturnType<typeof openApp>["user"], text: string) => {
  await screen.findByText("Renew the library books");
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByTestId("palette-input"), text);
};

describe("the palette", () => {
  it("lists recent things before commands, and only commands after >", async () => {
    const { user } = openApp("/today");
    await palette(user, "{Backspace}");
    await waitFor(() => expect(screen.getAllByTestId("palette-entry")[0]?.textContent).toContain("Drying oak"));
    await user.keyboard(">dark");
    await waitFor(() =>
      expect(screen.getAllByTestId("palette-entry").map((one) => one.textContent)[0]).toBe("Dark theme"),
    );
    expect(screen.queryByText(/Search everything for/)).toBeNull();
  });

  it("finds projects with # and tags with @", async () => {
    const { user } = openApp("/today");
    await palette(user, "#kit");
    await waitFor(() => expect(screen.getAllByTestId("palette-entry")).toHaveLength(1));
    await user.keyboard("{Backspace}{Backspace}{Backspace}{Backspace}@mon");
    await waitFor(() => expect(screen.getByTestId("palette-entry").textContent).toContain("@money"));
    await user.click(screen.getByTestId("palette-entry"));
    await waitFor(() => expect(screen.getByTestId("task-filter")).toHaveProperty("value", "tag:money"));
  });

  it("completes the chosen task and plans it without leaving the page", async () => {
    const { user, fake } = openApp("/today");
    await palette(user, "hartmann quote");
    await waitFor(() => expect(document.querySelector("[data-palette-task]")).toBeTruthy());
    while (!document.querySelector("[data-palette-task][data-selected]")) await user.keyboard("{ArrowDown}");
    await user.keyboard("{Control>}d{/Control}");
    await waitFor(() => expect(callsOf(fake, "today.defer")).toEqual([{ ids: [1], to: "today" }]));
    expect(screen.getByTestId("quick-add")).toBeTruthy();
  });

  it("offers what nothing matches as a new task, and says how it understands it", async () => {
    const { user, fake } = openApp("/today");
    await palette(user, "Wax zzyzx tomorrow");
    const first = await waitFor(() => {
      const [entry] = screen.getAllByTestId("palette-entry");
      expect(entry?.textContent).toMatch(/^Add task: Wax zzyzx.*/);
      return entry as HTMLElement;
    });
    await waitFor(() => expect(first.textContent).toMatch(/Sun|Mon|Tue|Wed|Thu|Fri|Sat/));
    await user.click(first);
    await waitFor(() =>
      expect(callsOf(fake, "capture.save")).toEqual([{ text: "Wax zzyzx tomorrow", save_as: "task" }]),
    );
  });
});

describe("the day", () => {
  it("moves what is left over with one key, or all of it with one click", async () => {
    const { user, fake } = openApp("/today");
    await screen.findByText("Renew the library books");
    await user.keyboard("jt");
    await waitFor(() => expect(callsOf(fake, "today.defer")).toEqual([{ ids: [1], to: "today" }]));
    await waitFor(() => expect(screen.queryByText("2 d late")).toBeNull());
    await user.click(screen.getByTestId("overdue-someday"));
    await waitFor(() => expect(callsOf(fake, "today.defer").at(-1)).toEqual({ ids: [2], to: "someday" }));
    await waitFor(() => expect(screen.queryByText("Overdue")).toBeNull());
  });

  it("has a line for the present moment, an end, and what was done behind a fold", async () => {
    const { user } = openApp("/today");
    await screen.findByText("Stand-up with the workshop");
    expect(screen.getByTestId("now-line")).toBeTruthy();
    expect(screen.getByTestId("end-of-day").textContent).toContain("2 h 10 of work left, 1 without an estimate");
    expect(screen.queryByText("Take the bike to the repair shop")).toBeNull();
    await user.click(screen.getByTestId("done-toggle"));
    expect(await screen.findByText("Take the bike to the repair shop")).toBeTruthy();
  });
});

describe("the trash", () => {
  it("restores one or many, and says what stands in the way", async () => {
    const { user, fake } = openApp("/trash");
    await screen.findByText("Cancel the old newspaper");
    await user.click(screen.getByRole("button", { name: "Restore Cancel the old newspaper" }));
    await waitFor(() => expect(screen.queryByText("Cancel the old newspaper")).toBeNull());
    expect(await screen.findByText("Restored Cancel the old newspaper")).toBeTruthy();
    await user.click(screen.getByRole("checkbox", { name: "Select Bicycle shed" }));
    await user.click(screen.getByRole("checkbox", { name: "Select someday" }));
    await user.click(screen.getByTestId("trash-restore-many"));
    await waitFor(() => expect(callsOf(fake, "trash.restore")).toHaveLength(2));
    expect(await screen.findByText(/Tag “someday”: .*something else has taken its place/)).toBeTruthy();
    await waitFor(() => expect(screen.queryByText("Bicycle shed")).toBeNull());
  });
});

describe("activity", () => {
  it("says before reverting what that would do, and when it cannot be done", async () => {
    const { user, fake } = openApp("/activity");
    await user.click(await screen.findByText("Completed Take the bike to the repair shop"));
    expect((await screen.findByTestId("revert-preview")).textContent).toContain("gets its former values back");
    await user.click(screen.getByTestId("activity-revert"));
    await waitFor(() => expect(callsOf(fake, "history.revert")).toEqual([12]));
    await user.click(screen.getByText("Added Buy birthday present for Jonas"));
    expect((await screen.findByTestId("revert-refused")).textContent).toContain("Take back the later change first");
    await user.type(screen.getByTestId("activity-find"), "imported");
    await waitFor(() => expect(screen.getAllByTestId("activity-step")).toHaveLength(1));
  });
});

describe("settings", () => {
  it("change the look at once, and record the keys that are pressed", async () => {
    const { user, fake } = openApp("/settings");
    const lines = await screen.findByRole("group", { name: "Lines" });
    await user.click(within(lines).getByRole("button", { name: "Compact" }));
    await waitFor(() => expect(document.documentElement.dataset.density).toBe("compact"));
    await user.click(within(screen.getByRole("group", { name: "Text size" })).getByRole("button", { name: "Large" }));
    await waitFor(() => expect(fake.verbs).toContainEqual({ verb: "zoom", options: { factor: 1.15 } }));
    await user.click(screen.getByTestId("shortcut-recorder"));
    await user.keyboard("k");
    expect(await screen.findByText(/a single key would be taken/)).toBeTruthy();
    await user.keyboard("{Alt>}{Shift>}k{/Shift}{/Alt}");
    await waitFor(() => expect(callsOf(fake, "settings.update").at(-1)).toEqual({ shortcut: "Alt+Shift+K" }));
  });
});

it("the sheet of keys can be searched", async () => {
  const { user } = openApp("/today");
  await screen.findByText("Renew the library books");
  await user.keyboard("?");
  await user.type(await screen.findByTestId("help-find"), "tomorrow");
  await waitFor(() => expect(within(screen.getByTestId("help")).getAllByRole("term")).toHaveLength(1));
});
