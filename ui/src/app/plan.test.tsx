// The plan by keyboard alone, and what the pointer does with it.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PlanDay } from "../api/bindings";
import { consequences, nextFree } from "../features/plan/free";
import { beside, type TimelineEntry } from "../kit/Timeline";
import { at, TODAY } from "../test/fake/world";
import { callsOf, openApp } from "../test/render";

afterEach(() => vi.restoreAllMocks());

const entry = async (title: string) =>
  (await screen.findAllByTestId("timeline-entry", {}, { timeout: 8000 })).find((one) =>
    one.textContent?.startsWith(title),
  ) as HTMLElement;

describe("by keyboard", () => {
  it("arrows move a block and keep it, with Shift they make it longer, S splits, P lets it go, Delete can be undone", async () => {
    const { fake, user } = openApp("/plan");
    (await entry("Draft the quote")).focus();
    await user.keyboard("{ArrowDown}");
    expect(callsOf(fake, "blocks.place")).toEqual([{ id: 901, starts_at: at(TODAY, 9, 15) }]);
    await waitFor(() => expect(document.activeElement?.textContent).toContain("09:15 – 10:45"));
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
    expect(callsOf(fake, "blocks.resize")).toEqual([
      { id: 901, starts_at: at(TODAY, 9, 15), ends_at: at(TODAY, 11, 0) },
    ]);
    await waitFor(() => expect(document.activeElement?.textContent).toContain("09:15 – 11:00"));
    await user.keyboard("p");
    expect(callsOf(fake, "blocks.pin")).toEqual([{ id: 901, pinned: false }]);
    await user.keyboard("s");
    expect(callsOf(fake, "blocks.split")).toEqual([{ id: 901 }]);
    expect(callsOf(fake, "today.defer")).toEqual([]);
    await user.keyboard("{Delete}");
    expect(callsOf(fake, "blocks.delete")).toEqual([{ id: 901 }]);
    expect(await screen.findByText(/Removed Draft the quote/)).toBeTruthy();
  });

  it("one occurrence of a repeating block is moved, not all", async () => {
    const { fake, user } = openApp("/plan");
    (await entry("Lunch")).focus();
    await user.keyboard("{ArrowUp}");
    expect(callsOf(fake, "blocks.place")).toEqual([
      { id: 902, occurrence: at(TODAY, 12), starts_at: at(TODAY, 11, 45) },
    ]);
  });

  it("Enter opens the block, and on a task without a place plans it", async () => {
    const { fake, user } = openApp("/plan");
    (await entry("Draft the quote")).focus();
    await user.keyboard("{Enter}");
    const dialog = await screen.findByRole("dialog");
    const title = within(dialog).getByLabelText("Title");
    await user.clear(title);
    await user.type(title, "Draft the offer{Enter}");
    await waitFor(() =>
      expect(callsOf(fake, "blocks.update")).toEqual([{ id: 901, title: "Draft the offer", kind: "focus", notes: "" }]),
    );
    await waitFor(async () => expect(await entry("Draft the offer")).toBeTruthy());
    expect(callsOf(fake, "blocks.resize")).toEqual([]);
  });
});

it("what overlaps is said, and stands side by side", async () => {
  openApp("/plan");
  const block = await entry("Read about oak");
  expect(block.textContent).toContain("overlaps Delivery of timber");
});

it("a block is dragged to another time, and the page says what it would overlap", async () => {
  const { fake } = openApp("/plan");
  const block = await entry("Draft the quote");
  const lanes = document.querySelector<HTMLElement>("[data-timeline-column]") as HTMLElement;
  // 24 hours from four on, 10 pixels each.
  vi.spyOn(lanes, "getBoundingClientRect").mockReturnValue({ top: 0, height: 240 } as DOMRect);
  document.elementFromPoint = () => lanes;
  fireEvent.pointerDown(block, { button: 0, clientX: 5, clientY: 50 });
  fireEvent.pointerMove(window, { clientX: 5, clientY: 100 });
  const ghost = await screen.findByTestId("timeline-ghost");
  expect(ghost.textContent).toContain("14:00 – 15:30");
  expect(ghost.textContent).toContain("overlaps Read about oak, Delivery of timber");
  fireEvent.pointerUp(window);
  await waitFor(() => expect(callsOf(fake, "blocks.place")).toEqual([{ id: 901, starts_at: at(TODAY, 14) }]));
});

describe("free time", () => {
  const hour = 3_600_000;
  const day = {
    blocks: [{ starts_at: 9 * hour, ends_at: 10 * hour }],
    events: [{ starts_at: 10.5 * hour, ends_at: 11 * hour, busy: true, whole_days: false }],
    tasks: [],
    windows: [{ from: 9 * hour, until: 12 * hour }],
    capacity: { minutes: 180, used: 90, free: 90, over: 0 },
  } as unknown as PlanDay;

  it("is the first gap within working hours that is long enough", () => {
    expect(nextFree(day, 30, 0)).toBe(10 * hour);
    expect(nextFree(day, 60, 0)).toBe(11 * hour);
    expect(nextFree(day, 30, 11.1 * hour)).toBe(11.25 * hour);
    expect(nextFree(day, 90, 0)).toBeNull();
  });

  it("what would be too much is known beforehand", () => {
    const entries = [
      { key: "a", title: "A", from: 9 * hour, until: 10 * hour, tone: "work" },
      { key: "b", title: "B", from: 10.5 * hour, until: 11 * hour, tone: "event" },
    ];
    expect(consequences(day, { key: "a", from: 10 * hour, until: 11 * hour }, entries)).toEqual({
      overlaps: ["B"],
      over: 0,
    });
    expect(consequences(day, { key: null, from: 11 * hour, until: 13 * hour }, entries).over).toBe(30);
  });
});

it("lanes are as many as overlap at once", () => {
  const one = (key: string, from: number, until: number) => ({ key, from, until }) as TimelineEntry;
  const lanes = beside([one("a", 0, 10), one("b", 5, 15), one("c", 12, 20), one("d", 30, 40)]);
  expect(lanes.get("a")).toEqual({ lane: 0, of: 2 });
  expect(lanes.get("b")).toEqual({ lane: 1, of: 2 });
  expect(lanes.get("c")).toEqual({ lane: 0, of: 2 });
  expect(lanes.get("d")).toEqual({ lane: 0, of: 1 });
  // What is shorter than a line of text takes its room.
  expect(beside([one("a", 0, 5), one("b", 6, 10)], 20).get("b")).toEqual({ lane: 1, of: 2 });
});

it("tells what a calendar file would add as tasks before it adds them", async () => {
  const { fake, user } = openApp("/plan", {
    prepare: (made) =>
      made.answer("ics.import", () => ({
        total: 3,
        created: 2,
        merged: 0,
        skipped: [{ what: "Broken", why: "it has no beginning" }],
        calendar: null,
        notes: [],
      })),
  });
  await user.click(await screen.findByText("Calendars"));
  await user.upload(screen.getByTestId("task-file"), new File(["BEGIN:VCALENDAR"], "todo.ics"));
  expect(await screen.findByText("todo.ics has 3 entries: 2 would be new.")).toBeTruthy();
  expect(screen.getByText("Broken: it has no beginning")).toBeTruthy();
  await user.click(screen.getByTestId("task-file-take"));
  await waitFor(() =>
    expect(callsOf(fake, "ics.import")).toEqual(
      [true, false].map((preview) => ({ text: "BEGIN:VCALENDAR", file: "todo.ics", as: "tasks", preview })),
    ),
  );
  await waitFor(() => expect(screen.queryByTestId("task-file-take")).toBeNull());
});

describe("a block that repeats", () => {
  it("is changed from one occurrence on when that is chosen", async () => {
    const { fake, user } = openApp("/plan");
    (await entry("Lunch")).focus();
    await user.keyboard("{Enter}");
    const form = within(await screen.findByRole("dialog"));
    await user.type(form.getByLabelText("Title"), " outside");
    await user.click(form.getByLabelText("Change"));
    await user.click(await screen.findByText("This and all that follow"));
    await user.click(form.getByRole("button", { name: /Save/ }));
    await waitFor(() =>
      expect(callsOf(fake, "blocks.update")).toMatchObject([
        { title: "Lunch outside", occurrence: at(TODAY, 12, 0), scope: "following" },
      ]),
    );
    expect(callsOf(fake, "blocks.resize")).toEqual([]);
  });

  it("is removed with all that follow", async () => {
    const { fake, user } = openApp("/plan");
    (await entry("Lunch")).focus();
    await user.click(await screen.findByRole("button", { name: "More ways to remove" }));
    await user.click(await screen.findByText("Remove this and all that follow"));
    await waitFor(() =>
      expect(callsOf(fake, "blocks.delete")).toMatchObject([{ occurrence: at(TODAY, 12, 0), scope: "following" }]),
    );
  });
});
