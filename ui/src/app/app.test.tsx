// What a person does in the main window, over the made-up core.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { CITED, NO_DETAIL } from "../test/fake/library";
import { callsOf, openApp } from "../test/render";

const rows = () => screen.getAllByTestId("task-row");

describe("keys", () => {
  it("go to places, and stay quiet while one types", async () => {
    const { user } = openApp("/today");
    await screen.findByText("Renew the library books");
    await user.keyboard("gi");
    expect(await screen.findByRole("heading", { name: "Inbox", level: 1 })).toBeTruthy();
    await user.click(screen.getByTestId("quick-add"));
    await user.keyboard("gt");
    expect(screen.getByTestId("quick-add")).toHaveProperty("value", "gt");
    expect(screen.getByRole("heading", { name: "Inbox", level: 1 })).toBeTruthy();
  });

  it("complete the focused task, offer Undo, and undo", async () => {
    const { user, fake } = openApp("/today");
    await screen.findByText("Send the revised quote to Hartmann");
    await user.keyboard("jj ");
    await waitFor(() => expect(callsOf(fake, "tasks.complete")).toEqual([{ ids: [2] }]));
    const undo = await screen.findByTestId("undo");
    expect(screen.getByText("Completed Renew the library books")).toBeTruthy();
    await user.click(undo);
    await waitFor(() => expect(callsOf(fake, "history.undo")).toHaveLength(1));
    await waitFor(() => expect(within(screen.getByRole("grid")).getByText("Renew the library books")).toBeTruthy());
  });

  it("leave the focus on the task that took the place of the finished one", async () => {
    const { user } = openApp("/inbox");
    await screen.findByText("Buy birthday present for Jonas");
    await user.keyboard("j ");
    await waitFor(() => expect(screen.queryByText("Buy birthday present for Jonas")).toBeNull());
    await waitFor(() => expect(document.activeElement?.textContent).toContain("a shelf that folds"));
  });

  it("select, and act on the selection as one step", async () => {
    const { user, fake } = openApp("/tasks");
    await screen.findByText("Renew the library books");
    await user.keyboard("jx{Shift>}jj{/Shift}");
    expect(rows().filter((row) => row.getAttribute("aria-selected") === "true")).toHaveLength(3);
    await user.keyboard("2");
    const bulk = [{ verb: "edit", ids: [1, 2, 3], patch: { priority: 2 } }];
    await waitFor(() => expect(callsOf(fake, "tasks.bulk")).toEqual(bulk));
    await user.keyboard("{Escape}");
    expect(screen.queryByTestId("bulk-bar")).toBeNull();
  });

  it("open the sheet of keys with ?", async () => {
    const { user } = openApp("/today");
    await screen.findByText("Renew the library books");
    await user.keyboard("?");
    const sheet = await screen.findByTestId("help");
    expect(within(sheet).getByText("Complete or reopen")).toBeTruthy();
    expect(within(sheet).getByText("Undo")).toBeTruthy();
  });
});

describe("the palette", () => {
  it("runs a command by name", async () => {
    const { user, fake } = openApp("/today");
    await screen.findByText("Renew the library books");
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByTestId("palette-input"), "dark");
    await screen.findByText("Dark theme");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(callsOf(fake, "settings.update")).toEqual([{ theme: "dark" }]));
    fake.emit({ type: "changed", tables: ["setting"] });
    await waitFor(() => expect(document.documentElement.dataset.theme).toBe("dark"));
  });

  it("finds passages and opens one at its place", async () => {
    const { user, fake } = openApp("/today");
    await screen.findByText("Renew the library books");
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByTestId("palette-input"), "boards");
    await waitFor(() => expect(callsOf(fake, "search.query").at(-1)).toMatchObject({ query: "boards" }));
    await user.click(await screen.findByText("Reed 2021, Timber drying in small kilns"));
    await waitFor(() => expect(document.querySelector("mark[data-cited]")?.textContent).toContain("Loads that began"));
  });
});

describe("undo", () => {
  it("is offered after an import", async () => {
    const { user, fake } = openApp("/knowledge");
    await screen.findByText("Workshop layout");
    const files = ["a.md", "b.md", "Makefile"].map((name) => new File([`words of ${name}`], name));
    await user.upload(screen.getByTestId("file-input"), files);
    expect((await screen.findByTestId("import-report")).textContent).toContain("1 new, 1 already here, 1 skipped");
    await user.click(await screen.findByTestId("undo"));
    await waitFor(() => expect(callsOf(fake, "history.undo")).toHaveLength(1));
    expect(await screen.findByText("Undone: Imported 1 items from 3 files")).toBeTruthy();
    expect(screen.queryByTestId("undo")).toBeNull();
  });

  it("is not offered for another's step when nothing was changed", async () => {
    const { user, fake } = openApp("/today", {
      prepare: (made) => {
        made.answer("tasks.complete", () => []);
        made.answer("history.state", () => ({
          undo: { ...(made.world.steps[2] as object), operation: "knowledge.import_paths" },
          redo: null,
        }));
      },
    });
    await screen.findByText("Renew the library books");
    await user.keyboard("j ");
    await waitFor(() => expect(callsOf(fake, "history.state").length).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.queryByTestId("undo")).toBeNull();
  });
});

describe("a note", () => {
  it("is never lost to Esc or to a look elsewhere", async () => {
    const { user, fake } = openApp("/knowledge?add=note");
    await user.type(await screen.findByTestId("note-text"), "Half a thought{Escape}");
    await user.click(screen.getByRole("link", { name: /Inbox/ }));
    await screen.findByRole("heading", { name: "Inbox", level: 1 });
    await user.click(screen.getByRole("link", { name: /Knowledge/ }));
    await user.click(await screen.findByRole("button", { name: /New note/ }));
    expect(await screen.findByTestId("note-text")).toHaveProperty("value", "Half a thought");
    await user.keyboard("{Escape}");
    await user.click(await screen.findByTestId("note-discard"));
    await screen.findByText("Workshop layout");
    expect(callsOf(fake, "knowledge.create_note")).toEqual([]);
  });
});

describe("capture", () => {
  it("shows what it understood, gives words back, and saves with the dismissal", async () => {
    const { user, fake } = openApp("/today");
    await screen.findByText("Renew the library books");
    await user.keyboard("c");
    const input = await screen.findByTestId("capture-input");
    await user.click(input);
    await user.keyboard("Call Ana tomorrow #Kitchen");
    const chips = await screen.findByTestId("capture-chips");
    await waitFor(() => expect(within(chips).getAllByRole("listitem")).toHaveLength(2));
    await user.click(within(chips).getByRole("button", { name: /Project Kitchen/ }));
    await waitFor(() => expect(within(screen.getByTestId("capture-chips")).getAllByRole("listitem")).toHaveLength(1));
    await user.click(input);
    await user.keyboard("{Enter}");
    await waitFor(() =>
      expect(callsOf(fake, "capture.save")).toEqual([
        { text: "Call Ana tomorrow #Kitchen", save_as: "task", dismissed: [{ line: 0, start: 18, end: 26 }] },
      ]),
    );
    await waitFor(() => expect(screen.queryByTestId("capture-input")).toBeNull());
  });

  it("keeps the draft on Esc, and the words when saving fails", async () => {
    const { user, fake } = openApp("/today");
    await screen.findByText("Renew the library books");
    await user.keyboard("c");
    await user.type(await screen.findByTestId("capture-input"), "a thought{Escape}");
    await waitFor(() => expect(screen.queryByTestId("capture-input")).toBeNull());
    expect(callsOf(fake, "capture.save")).toEqual([]);
    fake.answer("capture.save", () => {
      throw { kind: "storage", message: "The disk is full." };
    });
    await user.keyboard("c");
    const input = await screen.findByTestId("capture-input");
    expect(input).toHaveProperty("value", "a thought");
    await user.click(input);
    await user.keyboard("{Enter}");
    expect((await screen.findAllByText(/The disk is full/)).length).toBeGreaterThan(0);
    expect(screen.getByTestId("capture-input")).toHaveProperty("value", "a thought");
  });
});

describe("chat", () => {
  it("opens the cited passage, marked, at a click on its number", async () => {
    const { user } = openApp("/chat/1");
    const [first] = await screen.findAllByTestId("citation");
    expect(first?.getAttribute("href")).toContain(`start=${CITED.start}`);
    await user.click(first as HTMLElement);
    await waitFor(() =>
      expect(document.querySelector("mark[data-cited]")?.textContent).toMatch(
        /^Loads that began above 50 °C.*in 4 %\.$/,
      ),
    );
  });

  it("opens what was searched at its place", async () => {
    const { user } = openApp("/chat/1");
    const [drawer] = await screen.findAllByTestId("searched");
    const [passage] = within(drawer as HTMLElement).getAllByTestId("searched-passage");
    await user.click(passage as HTMLElement);
    await waitFor(() => expect(document.querySelector("mark[data-cited]")?.textContent).toContain("Loads that began"));
  });

  it("opens a found message in the chat that holds it", async () => {
    const { user } = openApp("/search?q=names%20its%20price%20kiln%20cost");
    const hits = await screen.findAllByTestId("search-result");
    await user.click(hits.find((hit) => hit.textContent?.includes("And what did the kiln cost?")) as HTMLElement);
    await waitFor(() =>
      expect(document.querySelector("[data-found]")?.textContent).toBe("And what did the kiln cost?"),
    );
  });

  it("marks the passage in formatted Markdown as well", async () => {
    openApp("/knowledge/1?start=106&end=129");
    await waitFor(() => expect(document.querySelector("mark[data-cited]")?.textContent?.length).toBeGreaterThan(3));
  });

  it("says plainly what is not in the data, and who answered", async () => {
    openApp("/chat/1");
    expect(await screen.findByText("Not in your data")).toBeTruthy();
    expect(screen.getByText(/Answered by gemma3:4b/)).toBeTruthy();
    expect(screen.getByText(/no model used/)).toBeTruthy();
    expect(screen.getByText("weak")).toBeTruthy();
  });

  it("follows a new question from the first word to the stored answer", async () => {
    const { user } = openApp("/chat");
    await user.type(await screen.findByTestId("chat-box"), "How do I dry oak?{Enter}");
    expect(await screen.findByTestId("chat-streaming")).toBeTruthy();
    expect(await screen.findByTestId("chat-stop")).toBeTruthy();
    await waitFor(() => expect(screen.getByTestId("chat-answer")).toBeTruthy(), { timeout: 25_000 });
    expect(screen.getAllByTestId("chat-question")).toHaveLength(1);
  });
});

describe("what others wrote", () => {
  it("loads no image, runs no HTML, and shows where a link leads before anything happens", async () => {
    const hostile =
      "# T\n\n![pixel](https://tracker.example/p.png)\n\n<img src=x onerror=alert(1)>\n\n[click](https://evil.example/path) [x](javascript:alert(1))";
    const { user } = openApp("/knowledge/1", {
      prepare: (fake) => {
        fake.world.details.set(1, { ...NO_DETAIL, text: hostile });
        fake.world.highlights = [];
      },
    });
    await screen.findByText("Image, not loaded: pixel");
    expect(document.querySelector("img, [src], [onerror], a[href^='javascript'], a[href^='http']")).toBeNull();
    await user.click(screen.getByRole("button", { name: "click" }));
    expect(await screen.findByText("evil.example")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Source text" }));
    await waitFor(() =>
      expect(screen.getByTestId("reader").textContent).toContain("Image, not loaded: pixel (tracker.example)"),
    );
    expect(document.querySelector("img")).toBeNull();
  });
});

describe("trouble", () => {
  it("says what failed in the core's words", async () => {
    const { user } = openApp("/today", {
      prepare: (fake) =>
        fake.answer("tasks.complete", () => {
          throw { kind: "conflict", message: "This task waits for another one. Finish that first." };
        }),
    });
    await screen.findByText("Renew the library books");
    await user.keyboard("j ");
    expect(await screen.findByText("This task waits for another one. Finish that first.")).toBeTruthy();
  });

  it("shows a refused filter where the list would be", async () => {
    openApp("/tasks?filter=is%3Aurgent");
    expect(await screen.findByText(/is:urgent means nothing here/)).toBeTruthy();
  });
});
