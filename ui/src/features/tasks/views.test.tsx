// The tasks page over the made-up core: filter box, saved filters, board, bulk.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { callsOf, openApp } from "../../test/render";
import { groupedRows, pagedRows } from "./rows";
// The board is loaded when it is first shown; here it is there from the start.
import "./board/Board";

describe("the filter box", () => {
  it("completes by keyboard and filters when the line is sound", async () => {
    const { user, fake } = openApp("/tasks");
    await screen.findByText("Renew the library books");
    await user.keyboard("f");
    const box = screen.getByTestId("task-filter");
    await waitFor(() => expect(document.activeElement).toBe(box));
    await user.keyboard("ta");
    await screen.findByTestId("filter-list");
    await user.keyboard("{ArrowDown}{Enter}");
    expect(box).toHaveProperty("value", "tag:");
    await user.keyboard("ho");
    await waitFor(() => expect(within(screen.getByTestId("filter-list")).getByText("tag:home")).toBeTruthy());
    await user.keyboard("{Tab}");
    expect(box).toHaveProperty("value", "tag:home ");
    const asked = () => callsOf(fake, "tasks.list").map((input) => (input as { filter: string }).filter);
    await waitFor(() => expect(asked()).toContain("tag:home "));
  });

  it("says what is wrong, leaves the list, and mends the line", async () => {
    const { user, fake } = openApp("/tasks");
    await screen.findByText("Renew the library books");
    await user.type(screen.getByTestId("task-filter"), "tga:x");
    await user.keyboard("{Escape}");
    const problem = await screen.findByTestId("filter-problem");
    expect(problem.textContent).toContain("There is no field tga");
    expect(callsOf(fake, "tasks.list").some((input) => (input as { filter: string }).filter === "tga:x")).toBe(false);
    await user.click(within(problem).getByRole("button"));
    expect(screen.getByTestId("task-filter")).toHaveProperty("value", "tag:x");
  });
});

describe("saved filters", () => {
  it("are saved with their view, and stand in the sidebar", async () => {
    const { user, fake } = openApp("/tasks?view=board&filter=is:all&group=priority");
    // The first page of a file takes its time on a busy computer.
    await screen.findByTestId("board", {}, { timeout: 15_000 });
    await user.click(screen.getByTestId("filter-save"));
    await user.type(await screen.findByTestId("filter-name"), "By priority{Enter}");
    const made = { name: "By priority", query: "is:all", view: "board", sort: "smart", group: "priority" };
    await waitFor(() => expect(callsOf(fake, "filters.create")).toEqual([made]));
    const nav = screen.getByRole("region", { name: "Filters" });
    await waitFor(() => expect(within(nav).getByText("By priority")).toBeTruthy());
    await waitFor(() => expect(screen.queryByTestId("filter-save")).toBeNull());
  });
});

describe("the board", () => {
  it("shows columns, and arrows go from card to card", async () => {
    const { user } = openApp("/tasks?view=board&filter=is:all");
    const todo = await screen.findByTestId("column-todo");
    await within(todo).findByText("Renew the library books");
    expect(screen.getByTestId("column-done")).toBeTruthy();
    await user.keyboard("{ArrowDown}");
    const first = document.activeElement;
    expect(first?.hasAttribute("data-card-title")).toBe(true);
    await user.keyboard("{ArrowRight}");
    expect(document.activeElement?.closest("[data-column]")).not.toBe(first?.closest("[data-column]"));
  });
});

describe("all that match", () => {
  it("are selected beyond what is loaded, and changed by their filter", async () => {
    const { user, fake } = openApp("/tasks?filter=tag:home");
    await screen.findByText("Water the seedlings");
    await user.keyboard("{Control>}a{/Control}");
    await screen.findByTestId("bulk-bar");
    await user.keyboard("{ArrowDown}x1");
    await waitFor(() => expect(callsOf(fake, "tasks.bulk")).toHaveLength(1));
    expect(callsOf(fake, "tasks.bulk")[0]).toMatchObject({ verb: "edit", filter: "tag:home", patch: { priority: 1 } });
    expect((callsOf(fake, "tasks.bulk")[0] as { except: number[] }).except).toHaveLength(1);
  });
});

describe("grouped rows", () => {
  it("have a heading before each group and know the number of each task", () => {
    const tasks = Array.from({ length: 5 }, (_, id) => ({ id }) as never);
    const rows = groupedRows(
      pagedRows(5, 10, () => tasks),
      [
        { title: "A", count: 2 },
        { title: "B", count: 3 },
      ],
    );
    const shown = Array.from({ length: rows.count }, (_, at) => {
      const row = rows.at(at);
      return row.kind === "task" ? row.task.id : row.kind === "heading" ? row.title : "gap";
    });
    expect(shown).toEqual(["A", 0, 1, "B", 2, 3, 4]);
    expect(rows.taskNumber?.(6)).toBe(4);
  });
});
