// A task that repeats, in the panel, over the made-up core.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { callsOf, openApp } from "../test/render";

const TASK = 2;
const open = async () => {
  const app = openApp(`/tasks?task=${TASK}`);
  const panel = await screen.findByTestId("task-panel");
  await within(panel).findByTestId("repeat");
  return { ...app, panel };
};

describe("repeating", () => {
  it("asks which occurrences a new title is for, and not for anything else", async () => {
    const { user, fake, panel } = await open();
    fake.world.tasks = fake.world.tasks.map((task) =>
      task.id === TASK ? { ...task, repeat: { rule: "FREQ=WEEKLY", way: "skip_past", words: "every week" } } : task,
    );
    fake.emit({ type: "changed", tables: ["task"] });
    await within(panel).findByText("every week");
    const title = within(panel).getByRole("textbox", { name: "Title" });
    await user.type(title, " again{Enter}");
    await user.click(await screen.findByTestId("scope-following"));
    await waitFor(() => expect(callsOf(fake, "capture.retitle")).toHaveLength(1));
    expect(callsOf(fake, "capture.retitle")[0]).toMatchObject({ task: TASK, scope: "following" });
  });
});
