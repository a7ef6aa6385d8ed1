// The weekly review by the keyboard alone, from the inbox to the logbook.
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { openApp } from "../../test/render";

afterEach(() => localStorage.clear());

it("lines are selected and decided, steps gone through, and the words saved", async () => {
  const { fake } = openApp("/review");
  const user = userEvent.setup();
  const calls = (name: string) => fake.calls.filter((call) => call.name === name).map(({ input }) => input);
  await screen.findByText("Give each a place, or let it go.", {}, { timeout: 8000 });
  const lines = await screen.findAllByTestId("review-line");
  expect(lines.length).toBeGreaterThan(2);
  await user.keyboard("xjx");
  expect(screen.getByText("2 selected")).toBeTruthy();
  await user.keyboard("s");
  await waitFor(() => expect(calls("review.act")).toMatchObject([{ action: "someday", lines: [{}, {}] }]));
  await waitFor(() => expect(screen.getAllByTestId("review-line")).toHaveLength(lines.length - 2));
  // Without a selection the marked line is meant.
  await user.keyboard("c");
  await waitFor(() => expect(calls("review.act")[1]).toMatchObject({ action: "complete", lines: [{ kind: "task" }] }));
  await user.keyboard("nnn");
  const words = await screen.findByTestId("review-words");
  await user.click(words);
  await user.keyboard("Less, and sooner.");
  expect(localStorage.getItem("almanac.review.words")).toBe("Less, and sooner.");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(calls("review.save")).toEqual([{ words: "Less, and sooner." }]));
  await screen.findByDisplayValue("Less, and sooner.", {}, { timeout: 8000 });
  expect(localStorage.getItem("almanac.review.words")).toBeNull();
});
