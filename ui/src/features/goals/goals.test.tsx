// What a person does with goals, over the made-up core.
import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { GoalDetail } from "../../api/bindings";
import { callsOf, openApp } from "../../test/render";
import { chartPoints } from "./GoalChart";

it("makes a goal with a criterion by keyboard, and opens it", async () => {
  const { user, fake } = openApp("/today");
  await screen.findByText("Renew the library books");
  await user.keyboard("go");
  expect(await screen.findByRole("heading", { name: "Goals", level: 1 })).toBeTruthy();
  await user.keyboard("{Shift>}o{/Shift}");
  const name = await screen.findByTestId("goal-name");
  await user.type(name, "Solve 300 problems");
  await user.type(screen.getByLabelText("How many"), "300");
  await user.type(screen.getByLabelText("Name"), "Problems{Enter}");
  await waitFor(() => expect(callsOf(fake, "goals.create")).toHaveLength(1));
  expect(callsOf(fake, "goals.create")[0]).toMatchObject({
    name: "Solve 300 problems",
    target: null,
    combine: "all",
    criteria: [{ id: null, kind: "counter", name: "Problems", target: 300, weight: 1, project: null }],
  });
  expect(await screen.findByRole("heading", { name: "Solve 300 problems", level: 1 })).toBeTruthy();
});

it("leaves out a criterion that nobody filled in", async () => {
  const { user, fake } = openApp("/goals?add=true");
  await user.type(await screen.findByTestId("goal-name"), "Be kinder{Enter}");
  await waitFor(() => expect(callsOf(fake, "goals.create")).toHaveLength(1));
  expect(callsOf(fake, "goals.create")[0]).toMatchObject({ name: "Be kinder", criteria: [] });
});

it("counts on, answers, and keeps what a criterion is when it is edited", async () => {
  const { user, fake } = openApp("/goals/1");
  const amount = await screen.findByLabelText("Amount for Lessons");
  await user.clear(amount);
  await user.type(amount, "2{Enter}");
  await waitFor(() => expect(callsOf(fake, "goals.enter")).toEqual([{ criterion: 1, amount: 2 }]));
  expect(await screen.findByText(/60 of 100/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Mark as reached" }));
  await waitFor(() => expect(callsOf(fake, "goals.enter")).toContainEqual({ criterion: 2, amount: 1 }));
  await user.click(screen.getByTestId("edit-criteria"));
  const first = await screen.findByRole("group", { name: "Criterion 1" });
  const target = within(first).getByLabelText("How many");
  await user.clear(target);
  await user.type(target, "120");
  await user.click(screen.getByTestId("keep-criteria"));
  await waitFor(() => expect(callsOf(fake, "goals.set_criteria")).toHaveLength(1));
  expect(callsOf(fake, "goals.set_criteria")[0]).toMatchObject({
    goal: 1,
    combine: "weights",
    criteria: [
      { id: 1, kind: "counter", target: 120, weight: 3 },
      { id: 2, kind: "yes_no", target: null },
    ],
  });
});

it("checks in, and links a task from its panel", async () => {
  const { user, fake } = openApp("/goals/1");
  await user.type(await screen.findByLabelText("Check-in"), "Better");
  await user.click(screen.getByRole("button", { name: "At risk" }));
  await user.click(screen.getByRole("button", { name: /^Check in/ }));
  await waitFor(() =>
    expect(callsOf(fake, "goals.check_in")).toEqual([{ goal: 1, confidence: "at_risk", note: "Better" }]),
  );
  expect(await screen.findByText("Better")).toBeTruthy();
});

it("puts the past and the futures on an axis of even steps", async () => {
  const { fake } = openApp("/goals/1");
  await screen.findByLabelText("Check-in");
  const { data } = await fake.call("goals.show", 1);
  const points = chartPoints(data as GoalDetail);
  const days = points.map(({ x }) => Date.parse(x) / 86_400_000);
  const steps = days.slice(2).map((day, index) => day - (days[index + 1] ?? 0));
  expect(new Set(steps)).toEqual(new Set([7]));
});

it("moves a goal below the next of its area with Alt and an arrow", async () => {
  const { fake, user } = openApp("/goals", {
    prepare: ({ world }) => {
      for (const { goal } of world.goals) Object.assign(goal, { area: 3, parent: null });
    },
  });
  const names = async () =>
    (await screen.findAllByTestId("goal-row")).map((row) => row.textContent?.match(/^(Speak|Read|A kitchen)/)?.[0]);
  expect(await names()).toEqual(["Speak", "Read", "A kitchen"]);
  screen.getAllByTestId("goal-row")[0]?.focus();
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(await names()).toEqual(["Read", "Speak", "A kitchen"]);
  await waitFor(() => expect(callsOf(fake, "goals.place")).toEqual([{ goal: 1, before: 3 }]));
});
