// The title of a task in its panel, which understands what is typed into it, over the made-up core.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { callsOf, openApp } from "../test/render";

const TASK = 2;
const open = async (title: string) => {
  const app = openApp(`/tasks?task=${TASK}`, {
    prepare: ({ world }) => {
      world.tasks = world.tasks.map((task) => (task.id === TASK ? { ...task, title, priority: null } : task));
    },
  });
  const panel = await screen.findByTestId("task-panel");
  const field = await within(panel).findByRole<HTMLTextAreaElement>("textbox", { name: "Title" });
  const chips = () => within(panel).queryAllByRole("button", { name: /^Keep as words/ });
  const saved = () => callsOf(app.fake, "capture.retitle");
  return { ...app, panel, field, chips, saved };
};

describe("the title of a task", () => {
  it("makes the typed words the task's, and drops them from the title", async () => {
    const { user, field, chips, saved } = await open("Mend the gate");
    await user.type(field, " tomorrow p1");
    await waitFor(() => expect(chips()).toHaveLength(2));
    await user.keyboard("{Enter}");
    await waitFor(() => expect(saved()).toEqual([{ task: TASK, text: "Mend the gate tomorrow p1", dismissed: [] }]));
    await waitFor(() => expect(field.value).toBe("Mend the gate"));
    expect(chips()).toHaveLength(0);
  });

  it("leaves the words alone that it has already", async () => {
    const { user, field, chips, saved } = await open("Read Tomorrow by Zevin");
    await user.type(field, " p2");
    await waitFor(() => expect(chips()).toHaveLength(1));
    await user.keyboard("{Enter}");
    const words = [{ line: 0, start: 5, end: 13 }];
    await waitFor(() => expect(saved()).toMatchObject([{ text: "Read Tomorrow by Zevin p2", dismissed: words }]));
  });

  it("gives a chip's words back, and is not saved by Esc", async () => {
    const { user, field, chips, saved } = await open("Call Mei");
    await user.type(field, " today");
    await waitFor(() => expect(chips()).toHaveLength(1));
    await user.click(chips()[0] as HTMLElement);
    await waitFor(() => expect(chips()).toHaveLength(0));
    await user.type(field, "{Enter}");
    await waitFor(() => expect(saved()).toMatchObject([{ dismissed: [{ line: 0, start: 9, end: 14 }] }]));
    await waitFor(() => expect(field.value).toBe("Call Mei today"));
    await user.type(field, " never{Escape}");
    await waitFor(() => expect(field.value).toBe("Call Mei today"));
    expect(saved()).toHaveLength(1);
  });
});
