// What the optimiser proposes: seen, chosen and taken over by keyboard alone.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { PlanProposal } from "../api/bindings";
import { changesOf, overlaps, rowsOf } from "../features/plan/proposal/rows";
import { at, TODAY } from "../test/fake/world";
import { callsOf, openApp } from "../test/render";

const lines = async () => screen.findAllByTestId("proposal-line", {}, { timeout: 8000 });
const entries = (words: string) =>
  screen.getAllByTestId("timeline-entry").filter((one) => one.textContent?.startsWith(words));
const SPAN = (hour: number, minutes: number, past = 0) => ({
  start: at(TODAY, hour, past),
  end: at(TODAY, hour, past) + minutes * 60_000,
});

describe("by keyboard", () => {
  it("shows ghosts and reasons, writes nothing until accepted, then all in one step", async () => {
    const { fake, user } = openApp("/today");
    await screen.findByText("Water the seedlings", {}, { timeout: 8000 });
    await user.keyboard("{Shift>}P{/Shift}");
    expect((await lines()).map((line) => line.querySelector("input")?.getAttribute("aria-label"))).toHaveLength(4);
    const [first] = await lines();
    expect(first?.textContent).toContain(
      "before its deadline, today at the end of the day · right after Draft the quote",
    );
    const [ghost] = entries("Pay the electricity bill");
    expect(ghost?.dataset.ghost).toBe("true");
    const [old, moved] = entries("Practise the second movement").sort((a) => (a.dataset.ghost ? 1 : -1));
    expect([old?.dataset.faint, moved?.dataset.ghost]).toEqual(["true", "true"]);
    expect(callsOf(fake, "planning.apply")).toEqual([]);

    await waitFor(() => expect(document.activeElement?.textContent).toContain("Accept all 4"));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(callsOf(fake, "planning.apply")).toHaveLength(1));
    expect(callsOf(fake, "planning.apply")[0]).toEqual({
      new: [
        { task: 7, ...SPAN(10, 10, 35) },
        { task: 6, ...SPAN(10, 25, 50) },
        { task: 8, ...SPAN(13, 60) },
      ],
      moved: [{ block: 904, start: at(TODAY, 15, 35), end: at(TODAY, 16, 20) }],
      removed: [],
    });
    await waitFor(() => expect(screen.queryByTestId("proposal")).toBeNull());
    expect(await screen.findByText(/Planned: 3 new, 1 moved/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByTestId("plan-propose"));
  });

  it("the arrows choose a line, Space leaves it, P pins it, and only what is left over is written", async () => {
    const { fake, user } = openApp("/plan?propose=day");
    await lines();
    const [first, second] = screen.getAllByRole("checkbox", { name: /, .* \d\d:\d\d/ });
    first?.focus();
    await user.keyboard(" {ArrowDown}p");
    expect(document.activeElement).toBe(second);
    expect(entries("Pay the electricity bill")[0]?.dataset.faint).toBe("true");
    expect(screen.getByTestId("plan-selected").textContent).toContain("Water the seedlings");
    expect(screen.getByTestId("proposal-accept").textContent).toContain("Accept 3 of 4");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(callsOf(fake, "planning.apply")).toHaveLength(1));
    const [sent] = callsOf(fake, "planning.apply") as { new: { task: number; pinned?: boolean }[] }[];
    expect(sent?.new.map(({ task, pinned }) => [task, pinned])).toEqual([
      [6, true],
      [8, undefined],
    ]);
    expect(callsOf(fake, "tasks.edit")).toEqual([]);
  });

  it("a ghost on the timeline is left with Space and pinned with P; Esc dismisses and writes nothing", async () => {
    const { fake, user } = openApp("/plan?propose=day");
    await lines();
    entries("Read chapter 4")[0]?.focus();
    await user.keyboard(" p");
    expect(screen.getByTestId("proposal-accept").textContent).toContain("Accept 3 of 4");
    expect(screen.getByRole("button", { name: /^Pin Read chapter 4/ }).getAttribute("aria-pressed")).toBe("true");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("proposal")).toBeNull());
    expect(entries("Read chapter 4")).toEqual([]);
    expect(callsOf(fake, "planning.apply")).toEqual([]);
    expect(callsOf(fake, "blocks.pin")).toEqual([]);
  });
});

it("says what is left out, what to drop and what to shorten; a guess is marked and accepted with one click", async () => {
  const { fake, user } = openApp("/plan?propose=day");
  await lines();
  const panel = screen.getByTestId("proposal");
  expect(panel.textContent).toContain("Without Compare the three insurance offers the rest has its place.");
  expect(panel.textContent).toContain("Or if Read chapter 4 of the statistics course takes 35 min, not 1 h.");
  expect(screen.getByTestId("proposal-unplanned").textContent).toContain(
    "The time there is is taken by what counts more.",
  );
  expect(within(panel).getByTestId("estimate").textContent).toContain("25 min · 4 of 5 within 40 min · 7 alike");
  await user.click(screen.getByRole("button", { name: "Use 25 min for Water the seedlings" }));
  expect(callsOf(fake, "tasks.edit")).toEqual([{ ids: [6], patch: { effort_minutes: 25 } }]);
  await waitFor(() => expect(screen.queryByTestId("estimate")).toBeNull());
});

it("another day is asked for without the focus going to what accepts", async () => {
  const { fake, user } = openApp("/plan?propose=day");
  await lines();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("proposal-accept")));
  screen.getByRole("button", { name: "The day after" }).focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(callsOf(fake, "planning.propose")).toHaveLength(2));
  await lines();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(callsOf(fake, "planning.propose")).toHaveLength(3));
  expect(callsOf(fake, "planning.apply")).toEqual([]);
});

it("a week is proposed from today on, over seven days", async () => {
  const { fake } = openApp("/plan?propose=week");
  await lines();
  expect(callsOf(fake, "planning.propose")).toEqual([{ day: TODAY, week: true }]);
  await waitFor(() => expect(document.querySelectorAll("[data-timeline-column]")).toHaveLength(7));
  expect(document.querySelector<HTMLElement>("[data-timeline-column]")?.dataset.timelineColumn).toBe(TODAY);
});

const NOTHING: PlanProposal = {
  from: 0,
  until: 0,
  blocks: [],
  moved: [],
  unplanned: [],
  drop: [],
  shrink: null,
  guesses: [],
  changes: { new: [], moved: [], removed: [] },
} as never;

describe("without anything to accept", () => {
  const answering = (answer: () => PlanProposal) =>
    openApp("/plan?propose=day", { prepare: (fake) => fake.answer("planning.propose", answer) });

  it("says that there is nothing to plan", async () => {
    answering(() => NOTHING);
    expect(await screen.findByText("Nothing to plan", {}, { timeout: 8000 })).toBeTruthy();
    expect(screen.queryByTestId("proposal-accept")).toBeNull();
  });

  it("says why planning failed", async () => {
    answering(() => {
      throw { kind: "invalid", message: "that time is over; plan today, or a day to come" };
    });
    expect(await screen.findByText(/That time is over; plan today/, {}, { timeout: 8000 })).toBeTruthy();
  });

  it("offers the next day when the working time is over", async () => {
    const unplanned = [{ task: 7, title: "Pay the electricity bill", why: "there is no free time of 10 min for it" }];
    const { fake, user } = answering(() => ({ ...NOTHING, unplanned }) as never);
    await user.click(await screen.findByRole("button", { name: "Plan the day after" }, { timeout: 8000 }));
    await waitFor(() => expect(callsOf(fake, "planning.propose")).toHaveLength(2));
  });
});

describe("lines", () => {
  const task = (id: number, title: string) => ({ task: id as never, title });
  const proposal = {
    ...NOTHING,
    blocks: [
      { ...task(1, "One"), ...SPAN(9, 60), change: "new", block: null, reasons: [] },
      { ...task(2, "Two"), ...SPAN(11, 60), change: "moved", block: 12, reasons: [] },
      { ...task(3, "Three"), ...SPAN(14, 60), change: "kept", block: 13, reasons: [] },
    ],
    moved: [
      { block: 12, ...task(2, "Two"), from: SPAN(9, 60), to: SPAN(11, 60) },
      { block: 14, ...task(4, "Four"), from: SPAN(10, 60), to: null },
    ],
  } as unknown as PlanProposal;
  const rows = rowsOf(proposal);
  const key = (title: string) => rows.find((row) => row.title === title)?.key ?? "";

  it("stand in the order of time, with what goes and what stays", () => {
    expect(rows.map(({ title, change }) => [title, change])).toEqual([
      ["One", "new"],
      ["Four", "removed"],
      ["Two", "moved"],
      ["Three", "kept"],
    ]);
  });

  it("are known again when a later answer has moved them", () => {
    const later = proposal.blocks.map((block) => ({ ...block, start: block.start + 300_000 }));
    expect(rowsOf({ ...proposal, blocks: later }).map((row) => row.key)).toEqual(rows.map((row) => row.key));
  });

  it("make the changes that are not left", () => {
    const pinned = new Set([key("Two")]);
    expect(changesOf(rows, { left: new Set([key("One")]), pinned })).toEqual({
      new: [],
      moved: [{ block: 12, ...SPAN(11, 60), pinned: true }],
      removed: [14],
    });
  });

  it("tell what they would lie on when another one is left", () => {
    expect(overlaps(rows, new Set())).toEqual(new Map());
    expect(overlaps(rows, new Set([key("Two")]))).toEqual(new Map([[key("One"), ["Two"]]]));
  });
});
