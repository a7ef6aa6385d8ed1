// The morning and the evening: by keyboard, over existing operations, offered only when it is time.
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isSettled, partAt, settle, useGuide } from "../features/plan/day/guide";
import { addDays } from "../kit/time";
import { at, TODAY } from "../test/fake/world";
import { callsOf, openApp } from "../test/render";

beforeEach(() => {
  localStorage.clear();
  useGuide.setState({ open: null, settled: 0 });
});
afterEach(() => vi.useRealTimers());

const page = async () => screen.findByText("Water the seedlings", {}, { timeout: 8000 });
const dialog = async () => screen.findByRole("dialog", {}, { timeout: 8000 });
const heading = (name: string) => screen.findByRole("heading", { name }, { timeout: 8000 });

describe("the morning", () => {
  it("gives what is left over a day, takes something in, and proposes the plan", async () => {
    const { fake, user } = openApp("/today");
    await page();
    await user.keyboard("{Shift>}A{/Shift}");
    await heading("Left over");
    const [quote, books] = await screen.findAllByTestId("decide");
    expect(quote?.textContent).toContain("Send the revised quote to Hartmann");
    quote?.querySelector("button")?.focus();
    await user.keyboard("t{ArrowDown}s");
    expect(books?.contains(document.activeElement)).toBe(true);
    expect(callsOf(fake, "today.defer")).toEqual([]);
    await user.keyboard("{Control>}{Enter}{/Control}");
    await heading("What the day holds");
    expect(callsOf(fake, "today.defer")).toEqual([
      { ids: [1], to: "today" },
      { ids: [2], to: "someday" },
    ]);
    const fullness = screen.getByTestId("day-fullness").textContent;
    expect(fullness).toContain("3 h 15 of 8 h planned");
    expect(fullness).toContain("3 things wait in the inbox");
    const chapter = screen
      .getAllByTestId("decide")
      .find((row) => row.textContent?.includes("Read chapter 4")) as HTMLElement;
    await user.click(within(chapter).getByRole("button", { name: "Today" }));
    await user.click(screen.getByTestId("day-next"));
    await waitFor(() => expect(callsOf(fake, "today.defer")).toHaveLength(3));
    expect(callsOf(fake, "today.defer")[2]).toEqual({ ids: [8], to: "today" });
    expect(await screen.findByTestId("proposal", {}, { timeout: 8000 })).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(isSettled("morning", TODAY)).toBe(true);
  });

  it("decides about all at once, and takes it back with the same key", async () => {
    const { fake, user } = openApp("/today");
    await page();
    await user.keyboard("{Shift>}A{/Shift}");
    await heading("Left over");
    const all = screen.getByRole("group", { name: "All" });
    await user.click(within(all).getByRole("button", { name: "Tomorrow" }));
    const [first] = screen.getAllByTestId("decide");
    first?.querySelector("button")?.focus();
    await user.keyboard("{Shift>}T{/Shift}");
    expect(within(all).getByRole("button", { name: "Tomorrow" }).getAttribute("aria-pressed")).toBe("false");
    await user.click(screen.getByTestId("day-next"));
    await heading("What the day holds");
    expect(callsOf(fake, "today.defer")).toEqual([{ ids: [2], to: "tomorrow" }]);
    await user.click(screen.getByRole("button", { name: "Begin without a plan" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(callsOf(fake, "today.defer")).toHaveLength(1);
  });

  it("writes nothing when it is closed", async () => {
    const { fake, user } = openApp("/today");
    await page();
    await user.keyboard("{Shift>}A{/Shift}");
    await heading("Left over");
    screen.getAllByTestId("decide")[0]?.querySelector("button")?.focus();
    await user.keyboard("t{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(callsOf(fake, "today.defer")).toEqual([]);
  });
});

describe("the evening", () => {
  it("shows what was done, rolls the rest over, keeps a line and gives tomorrow its first task", async () => {
    const { fake, user } = openApp("/today");
    await page();
    await user.keyboard("{Shift>}Q{/Shift}");
    await heading("What was done");
    expect((await dialog()).textContent).toContain("2 tasks · 30 points");
    await user.keyboard("{Enter}");
    await heading("What was not");
    const rows = screen.getAllByTestId("decide");
    const row = (title: string) => rows.find((one) => one.textContent?.includes(title)) as HTMLElement;
    row("Water the seedlings").querySelector("button")?.focus();
    await user.keyboard(".");
    row("Pay the electricity bill").querySelector("button")?.focus();
    await user.keyboard("{Shift>}T{/Shift}");
    await user.click(screen.getByTestId("day-next"));
    await heading("A line about the day");
    expect(callsOf(fake, "tasks.complete")).toEqual([{ ids: [6] }]);
    expect(callsOf(fake, "today.defer")).toEqual([{ ids: [7], to: "tomorrow" }]);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("day-line")));
    await user.keyboard("The quote went out at last.");
    await user.click(screen.getByRole("combobox", { name: "First tomorrow" }));
    await user.click(await screen.findByRole("option", { name: "Choose a paint for the hallway", hidden: true }));
    screen.getByTestId("day-line").focus();
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(callsOf(fake, "logbook.create")).toEqual([{ text: "The quote went out at last.", day: TODAY }]);
    const tomorrow = addDays(TODAY, 1);
    // A day without working hours gives it only the day.
    const weekend = [0, 6].includes(new Date(at(tomorrow, 12)).getDay());
    const from = at(tomorrow, 9);
    if (weekend) expect(callsOf(fake, "today.defer")).toContainEqual({ ids: [9], to: "tomorrow" });
    else expect(callsOf(fake, "blocks.create")).toEqual([{ task: 9, starts_at: from, ends_at: from + 20 * 60_000 }]);
    expect(isSettled("evening", TODAY)).toBe(true);
  });
});

describe("the offer", () => {
  const hours = { day: TODAY, from: at(TODAY, 4), until: at(addDays(TODAY, 1), 4) };
  const windows = [{ from: at(TODAY, 9), until: at(TODAY, 17), label: "", energy: null }];

  it("is the morning until noon, the evening from the last working hour on, else nothing", () => {
    const part = (hour: number, minute = 0) => partAt({ ...hours, windows }, at(TODAY, hour, minute));
    expect([part(3), part(4), part(11, 59), part(12), part(15, 59), part(16), part(23)]).toEqual([
      null,
      "morning",
      "morning",
      null,
      null,
      "evening",
      "evening",
    ]);
    expect(partAt({ ...hours, windows: [] }, at(TODAY, 20))).toBeNull();
  });

  const morning = (wanted: boolean) => {
    vi.useFakeTimers({ toFake: ["Date"], now: at(TODAY, 8) });
    return openApp("/today", { prepare: (fake) => Object.assign(fake.world.settings, { day_guide: wanted }) });
  };

  it("is one line on Today, opens the morning, and is gone once declined", async () => {
    const { user } = morning(true);
    const offer = await screen.findByTestId("day-offer", {}, { timeout: 8000 });
    expect(offer.textContent).toContain("2 left over, 5 tasks are for today");
    await user.click(within(offer).getByRole("button", { name: /Begin the day/ }));
    await heading("Left over");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("day-offer")).toBeNull());
  });

  it("is not made without the setting, nor twice a day", async () => {
    morning(false);
    await page();
    expect(screen.queryByTestId("day-offer")).toBeNull();
    settle("morning", TODAY);
    morning(true);
    await screen.findAllByText("Water the seedlings", {}, { timeout: 8000 });
    expect(screen.queryByTestId("day-offer")).toBeNull();
  });
});

describe("points", () => {
  it("earned today stand in the head of Today and lead to the rewards", async () => {
    openApp("/today");
    expect((await screen.findByTestId("points-today", {}, { timeout: 8000 })).textContent).toBe("30 points today");
  });

  it("are not told where rewards are off", async () => {
    openApp("/today", { prepare: (fake) => Object.assign(fake.world.settings, { rewards: false }) });
    await page();
    expect(screen.queryByTestId("points-today")).toBeNull();
  });
});

it("a task without an effort shows what similar ones took, marked, and takes it over with one click", async () => {
  const { fake, user } = openApp("/today?task=6");
  const estimate = await screen.findByTestId("estimate", {}, { timeout: 8000 });
  expect(estimate.textContent).toContain("Estimate 25 min · 4 of 5 within 40 min · 7 alike");
  await user.click(within(estimate).getByRole("button", { name: "Use 25 min for Water the seedlings" }));
  await waitFor(() => expect(callsOf(fake, "tasks.edit")).toEqual([{ ids: [6], patch: { effort_minutes: 25 } }]));
  await waitFor(() => expect(screen.queryByTestId("estimate")).toBeNull());
});
