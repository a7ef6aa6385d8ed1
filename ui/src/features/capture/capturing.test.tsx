import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeTransport } from "../../test/fake/transport";
import { CaptureWindow } from "./CaptureWindow";

beforeEach(() => localStorage.clear());
afterEach(() => localStorage.clear());

const open = () => {
  const fake = fakeTransport({});
  const shown = render(<CaptureWindow transport={fake} />);
  const user = userEvent.setup();
  const input = screen.getByTestId<HTMLTextAreaElement>("capture-input");
  return { fake, shown, user, input };
};
const saved = (fake: ReturnType<typeof fakeTransport>) =>
  fake.calls.filter(({ name }) => name === "capture.save").map(({ input }) => input);

describe("names behind a sign", () => {
  it("are offered, chosen with the keyboard, and written the way they are read", async () => {
    const { user, input } = open();
    await user.type(input, "Paint #kit");
    const list = await screen.findByTestId("completions");
    const options = within(list).getAllByRole("option");
    expect(options[0]?.getAttribute("aria-selected")).toBe("true");
    expect(input.getAttribute("aria-activedescendant")).toBe(options[0]?.id);
    expect(options.at(-1)?.textContent).toContain("new project");
    await user.keyboard("{Enter}");
    expect(input.value).toMatch(/^Paint #("?)Kitchen/);
    expect(input.selectionStart).toBe(input.value.length);
    await waitFor(() => expect(screen.queryByTestId("completions")).toBeNull());
  });

  it("Esc closes the list and keeps the window, a new name is saved as it is typed", async () => {
    const { user, input, fake } = open();
    await user.type(input, "Paint #kit");
    await screen.findByTestId("completions");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("completions")).toBeNull());
    expect(fake.verbs.map(({ verb }) => verb)).not.toContain("hide_capture");
    await user.clear(input);
    await user.type(input, "Paint #Zebra");
    await screen.findByText("new project");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(saved(fake)).toMatchObject([{ text: "Paint #Zebra" }]));
  });
});

it("Backspace behind a chip gives its words back, and only the next one deletes", async () => {
  const { user, input, fake } = open();
  await user.type(input, "Call Ana tomorrow");
  await waitFor(() => expect(within(screen.getByTestId("capture-chips")).getAllByRole("listitem")).toHaveLength(1));
  await user.keyboard("{Backspace}");
  await waitFor(() => expect(screen.queryByTestId("capture-chips")).toBeNull());
  expect(input.value).toBe("Call Ana tomorrow");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(saved(fake)).toEqual([
      { text: "Call Ana tomorrow", save_as: "task", dismissed: [{ line: 0, start: 9, end: 17 }] },
    ]),
  );
});

it("says what many lines become, reads only their head, and refuses too many in words", async () => {
  const { input, fake } = open();
  fireEvent.change(input, { target: { value: "a\n  b\n  c" } });
  await waitFor(() => expect(screen.getByTestId("line-count").textContent).toContain("3 tasks"));
  await waitFor(() => expect(screen.getByTestId("line-count").textContent).toContain("2 of them subtasks"));
  const lines = (n: number) => Array.from({ length: n }, (_, at) => `thing ${at}`).join("\n");
  fireEvent.change(input, { target: { value: lines(2000) } });
  await waitFor(() => expect(screen.getByTestId("line-count").textContent).toContain("2,000 tasks in one step"));
  const asked = fake.calls.filter(({ name }) => name === "capture.parse").at(-1)?.input as { text: string };
  expect(asked.text.split("\n")).toHaveLength(500);
  fireEvent.change(input, { target: { value: lines(10_001) } });
  await waitFor(() => expect(screen.getByTestId("line-count").textContent).toContain("10,001 lines are more than"));
});

it("a draft is there again in a window that was made anew", async () => {
  const first = open();
  await first.user.type(first.input, "half a thought");
  first.shown.unmount();
  const { input, user, fake } = open();
  expect(input.value).toBe("half a thought");
  await user.click(input);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(saved(fake)).toHaveLength(1));
  await waitFor(() => expect(localStorage.length).toBe(0));
});

it("the address of a page is kept as a page, with one key as a task", async () => {
  const { input, user, fake } = open();
  await user.click(input);
  await user.paste("https://example.org/kiln");
  await screen.findByText(/kept in Knowledge/);
  await user.keyboard("{Tab}");
  await waitFor(() => expect(screen.queryByText(/kept in Knowledge/)).toBeNull());
  await user.keyboard("{Tab}{Control>}{Enter}{/Control}");
  await waitFor(() => expect(saved(fake)).toMatchObject([{ text: "https://example.org/kiln", save_as: "note" }]));
});

it("explains the language from the core's table, and tries an example", async () => {
  const { user, input } = open();
  await user.click(screen.getByRole("button", { name: "Help: what can be typed" }));
  const help = await screen.findByTestId("language-help");
  await user.click(await within(help).findByRole("button", { name: "tomorrow" }));
  expect(input.value).toBe("Call mum tomorrow");
});

describe("an address on the clipboard", () => {
  const openWith = (address: string | null) => {
    const fake = fakeTransport({});
    const { window: shell } = fake;
    fake.window = async (verb, options) =>
      verb === "clipboard_address" ? (address as never) : await shell(verb, options);
    render(<CaptureWindow transport={fake} />);
    return { fake, user: userEvent.setup(), input: screen.getByTestId<HTMLTextAreaElement>("capture-input") };
  };

  it("is offered while nothing is typed, taken with the arrow, and kept as a page", async () => {
    const { fake, user, input } = openWith("https://www.example.com/roses");
    const offer = await screen.findByTestId("capture-copied");
    expect(offer.textContent).toContain("example.com/roses");
    await user.click(input);
    await user.keyboard("{ArrowDown}");
    expect(input.value).toBe("https://www.example.com/roses");
    expect(screen.queryByTestId("capture-copied")).toBeNull();
    await user.keyboard("{Enter}");
    await waitFor(() =>
      expect(saved(fake)).toMatchObject([{ text: "https://www.example.com/roses", save_as: "note" }]),
    );
  });

  it("gives way to what is typed, and comes back when that is gone", async () => {
    const { user, input } = openWith("https://www.example.com/roses");
    await screen.findByTestId("capture-copied");
    await user.type(input, "x");
    expect(screen.queryByTestId("capture-copied")).toBeNull();
    await user.clear(input);
    await screen.findByTestId("capture-copied");
  });

  it("is not offered when there is none", async () => {
    const { fake, user, input } = openWith(null);
    await user.click(input);
    await user.keyboard("{ArrowDown}");
    expect(input.value).toBe("");
    expect(fake.verbs.length).toBeGreaterThan(0);
    expect(screen.queryByTestId("capture-copied")).toBeNull();
  });
});
