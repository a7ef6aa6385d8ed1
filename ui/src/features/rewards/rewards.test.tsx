// Redeeming: what it costs, what is said when it cannot be had, and the way back.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { openApp } from "../../test/render";

const row = async (name: string) => {
  const rows = await screen.findAllByTestId("reward", {}, { timeout: 8000 });
  const found = rows.find((one) => one.textContent?.includes(name));
  if (!found) throw new Error(`no reward ${name}`);
  return found;
};

it("redeems a reward, pays for it, and offers the way back", async () => {
  const user = userEvent.setup();
  const { fake } = openApp("/rewards");
  const film = await row("An evening with a film");
  expect(screen.getByTestId("wallet-balance").textContent).toContain("150 points");
  await user.click(within(film).getByRole("button", { name: /^Redeem/ }));
  await waitFor(() => expect(screen.getByTestId("wallet-balance").textContent).toContain("70 points"));
  expect(fake.calls).toContainEqual({ name: "rewards.redeem", input: 2 });
  expect(await screen.findByText("Redeemed An evening with a film for 80 points")).toBeTruthy();
  expect(screen.getByRole("button", { name: /^Undo/ })).toBeTruthy();
  // The rest is not enough for a second time, and the row says so.
  await waitFor(() => expect(film.textContent).toContain("10 points to go"));
});

it("asks for nothing that cannot be had", async () => {
  const user = userEvent.setup();
  const { fake } = openApp("/rewards");
  const coffee = await row("Coffee out");
  expect(coffee.textContent).toContain("Tomorrow again");
  await user.click(within(coffee).getByRole("button", { name: /^Redeem/ }));
  expect((await row("Dinner out")).textContent).toContain("350 points to go");
  expect(fake.calls.some(({ name }) => name === "rewards.redeem")).toBe(false);
});

it("adds a reward by keyboard alone", async () => {
  const user = userEvent.setup();
  const { fake } = openApp("/rewards?add=true");
  const name = await screen.findByLabelText("Name", {}, { timeout: 8000 });
  await waitFor(() => expect(document.activeElement).toBe(name));
  await user.keyboard("A new book{Tab}250{Tab}{Enter}");
  await waitFor(() =>
    expect(fake.calls).toContainEqual({
      name: "rewards.create",
      input: { name: "A new book", notes: "", price: 250, cooldown_days: 0 },
    }),
  );
  expect(await row("A new book")).toBeTruthy();
});

it("tries rules before they count", async () => {
  const user = userEvent.setup();
  const { fake } = openApp("/rewards");
  const field = await screen.findByLabelText("A finished task", {}, { timeout: 8000 });
  await user.clear(field);
  await user.type(field, "7");
  expect(await screen.findByText(/would have earned 492 points instead of 410/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Use these rules" }));
  await waitFor(() => expect(fake.calls.some(({ name }) => name === "rewards.set_rules")).toBe(true));
});

it("is hidden when it is switched off", async () => {
  openApp("/rewards", { prepare: (fake) => Object.assign(fake.world.settings, { rewards: false }) });
  expect(await screen.findByText("Rewards are switched off", {}, { timeout: 8000 })).toBeTruthy();
  expect(screen.queryByTestId("nav-rewards")).toBeNull();
});
