// Writing in the logbook: saved by itself, never lost, and by the keyboard alone.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { openApp } from "../../test/render";

afterEach(() => localStorage.clear());

const calls = (fake: ReturnType<typeof openApp>["fake"], name: string) =>
  fake.calls.filter((call) => call.name === name).map(({ input }) => input);

it("an entry begins with its first words, saves itself, and goes on in the same place", async () => {
  const { fake } = openApp("/logbook", { empty: true });
  const user = userEvent.setup();
  await screen.findByPlaceholderText(/^A line is enough/, {}, { timeout: 8000 });
  await user.keyboard("e");
  const area = screen.getByTestId("entry-text") as HTMLTextAreaElement;
  expect(document.activeElement).toBe(area);
  await user.keyboard("We take the flat.");
  // At every key the words are kept outside the core as well.
  expect(Object.values(localStorage).join()).toContain("We take the flat.");
  await waitFor(() => expect(calls(fake, "logbook.create")).toMatchObject([{ text: "We take the flat." }]), {
    timeout: 4000,
  });
  await screen.findByText("Saved");
  expect(document.activeElement).toBe(screen.getByTestId("entry-text"));
  await user.keyboard(" Ada is glad.{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(calls(fake, "logbook.update")).toMatchObject([{ text: "We take the flat. Ada is glad." }]),
  );
  expect(calls(fake, "logbook.create")).toHaveLength(1);
  await waitFor(() => expect(Object.keys(localStorage).filter((key) => key.includes("logbook"))).toEqual([]));
  await user.click(within(screen.getByRole("group", { name: "Mood" })).getByRole("button", { name: "Good" }));
  await waitFor(() => expect(calls(fake, "logbook.update").at(-1)).toMatchObject({ mood: 4 }));
});

it("words that could not be saved are kept, and saved when the day is opened again", async () => {
  const first = openApp("/logbook", { empty: true });
  const area = (await screen.findByTestId("entry-text", {}, { timeout: 8000 })) as HTMLTextAreaElement;
  first.fake.answer("logbook.create", () => {
    throw { kind: "storage", message: "the disk is full" };
  });
  fireEvent.change(area, { target: { value: "Not to be lost" } });
  fireEvent.blur(area);
  await screen.findByText("Not saved. Your words are kept here.");
  first.unmount();

  const { fake } = openApp("/logbook", { empty: true });
  const again = (await screen.findByTestId("entry-text", {}, { timeout: 8000 })) as HTMLTextAreaElement;
  expect(again.value).toBe("Not to be lost");
  await waitFor(() => expect(calls(fake, "logbook.create")).toMatchObject([{ text: "Not to be lost" }]));
});

it("the arrows turn the days, and rest while somebody writes", async () => {
  openApp("/logbook");
  const user = userEvent.setup();
  await screen.findByText("What happened", {}, { timeout: 8000 });
  const heading = () => screen.getByRole("heading", { level: 1 }).textContent;
  const today = heading();
  await user.keyboard("{ArrowLeft}");
  await screen.findByDisplayValue("Nothing but rain.");
  expect(heading()).not.toBe(today);
  await user.keyboard("{ArrowRight}");
  await screen.findByDisplayValue(/We chose the oak/);
  expect(heading()).toBe(today);
  await user.keyboard("e{ArrowLeft}");
  expect(heading()).toBe(today);
});

it("a project shows what the logbook says about it, and leads there", async () => {
  const { user } = openApp("/projects/1");
  const line = await screen.findByRole("link", { name: /We chose the oak.*oiled, not varnished/ }, { timeout: 8000 });
  await user.click(line);
  expect(await screen.findByDisplayValue(/We chose the oak/)).toBeTruthy();
});
