import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { addDays } from "../../kit/time";
import { TODAY } from "../../test/fake/world";
import { callsOf, openApp } from "../../test/render";
import { numberOf } from "./tick";

const rowOf = async (name: string) => {
  const rows = await screen.findAllByTestId("habit-row");
  const row = rows.find((one) => within(one).queryByText(name));
  if (!row) throw new Error(`no row ${name}`);
  return row;
};
const cells = (row: HTMLElement) => [...row.querySelectorAll<HTMLElement>("[data-cell]")];

it("ticks a day with a click, clears it with another, and skips it with S", async () => {
  const { fake, user } = openApp("/habits");
  const today = () => rowOf("Stretch").then((row) => cells(row).at(-1) as HTMLElement);
  expect((await today()).dataset.state).toBe("open");
  await user.click(await today());
  await waitFor(async () => expect((await today()).dataset.state).toBe("done"));
  expect(callsOf(fake, "habits.log").at(-1)).toMatchObject({ habit: 1, day: TODAY });
  await user.click(await today());
  await waitFor(async () => expect((await today()).dataset.state).toBe("open"));
  fireEvent.keyDown(await today(), { key: "s" });
  await waitFor(async () => expect((await today()).dataset.state).toBe("skipped"));
  expect(callsOf(fake, "habits.skip")).toHaveLength(1);
  fireEvent.keyDown(await today(), { key: "s" });
  await waitFor(async () => expect((await today()).dataset.state).toBe("open"));
});

it("moves between days and habits with the arrow keys", async () => {
  openApp("/habits");
  const row = await rowOf("Stretch");
  const last = cells(row).at(-1) as HTMLElement;
  last.focus();
  fireEvent.keyDown(last, { key: "ArrowLeft" });
  expect(document.activeElement).toBe(cells(row).at(-2));
  fireEvent.keyDown(document.activeElement as HTMLElement, { key: "ArrowDown" });
  expect(document.activeElement).toBe(cells(await rowOf("Read")).at(-2));
});

it("puts a habit after the next of its area with Alt and an arrow, and the others stay", async () => {
  const { fake, user } = openApp("/habits");
  await user.click(await rowOf("Stretch").then((row) => cells(row).at(-1) as HTMLElement));
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  const names = () => screen.getAllByTestId("habit-row").map((row) => row.querySelector("a")?.textContent ?? "");
  expect(names()[1]).toContain("Stretch");
  await waitFor(() => expect(callsOf(fake, "habits.reorder")).toEqual([[2, 1, 3, 4]]));
  expect(document.activeElement?.closest("[data-testid=habit-row]")?.textContent).toContain("Stretch");
});

it("asks a counted habit for its number", async () => {
  const { fake, user } = openApp("/habits");
  await user.click(cells(await rowOf("Read")).at(-2) as HTMLElement);
  await user.type(await screen.findByLabelText("How much?"), "12,5{Enter}");
  expect(callsOf(fake, "habits.log").at(-1)).toMatchObject({
    habit: 2,
    day: addDays(TODAY, -1),
    value: 12.5,
    add: false,
  });
});

it("ticks from the page of the day", async () => {
  const { fake, user } = openApp("/today");
  await user.click(await screen.findByRole("checkbox", { name: "Stretch" }));
  await waitFor(() =>
    expect(screen.getByRole("checkbox", { name: "Stretch" }).getAttribute("aria-checked")).toBe("true"),
  );
  expect(callsOf(fake, "habits.log")).toHaveLength(1);
});

it("adds a habit with its schedule", async () => {
  const { fake, user } = openApp("/habits?add=true");
  await user.type(await screen.findByLabelText("Name"), "Floss");
  await user.click(screen.getByRole("button", { name: "Add habit" }));
  await waitFor(() => rowOf("Floss"));
  expect(callsOf(fake, "habits.create").at(-1)).toMatchObject({
    name: "Floss",
    kind: "yes_no",
    schedule: { every: "day" },
  });
});

it("reads numbers as they are typed", () => {
  expect([" 3 ", "2,5", "0", "", "-1", "x", "1e400"].map(numberOf)).toEqual([3, 2.5, 0, null, null, null, null]);
});
