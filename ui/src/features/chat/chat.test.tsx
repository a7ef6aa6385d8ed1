import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { callsOf, openApp } from "../../test/render";
import { conditions, tidy } from "./conditions";

describe("the chat page", () => {
  it("shows what a conversation draws on, and lets a condition be taken off", async () => {
    const { fake, user } = openApp("/chat/2");
    const chips = await screen.findByTestId("scope-chips");
    expect(within(chips).getAllByRole("button")).toHaveLength(2);
    await user.click(within(chips).getByText("@client"));
    await waitFor(() => expect(callsOf(fake, "chat.set_scope")).toEqual([{ id: 2, scope: { after: "2026-10-01" } }]));
  });

  it("marks a sentence that its source does not bear, and says why", async () => {
    openApp("/chat/1");
    const doubtful = await screen.findByTitle("Not in the source: table, top.");
    expect(doubtful.tagName).toBe("MARK");
    expect(doubtful.textContent).toBe("The table top is still waiting for dry boards");
    expect(screen.getByTestId("unsure").textContent).toContain("1 only weakly");
  });

  it("tells the number, the filter and the things that were counted", async () => {
    openApp("/chat/3");
    const answer = await screen.findByTestId("chat-answer");
    expect(answer.textContent).toContain("3 tasks, finished");
    expect(within(answer).getAllByTestId("citation")).toHaveLength(3);
    expect(answer.textContent).toContain("is:done done:2026-11-09..2026-11-15");
    expect(screen.getByTestId("answered-by").textContent).toContain("Counted from your data");
  });

  it("takes a question back to ask it otherwise", async () => {
    const { fake, user } = openApp("/chat/1");
    const [edit] = await screen.findAllByTestId("edit-question");
    if (edit) await user.click(edit);
    await waitFor(() => expect(callsOf(fake, "chat.rewind")).toEqual([1]));
    await waitFor(() =>
      expect(screen.getByTestId("chat-box")).toHaveProperty("value", "At what temperature should I start drying oak?"),
    );
    await waitFor(() => expect(screen.queryByTestId("chat-answer")).toBeNull());
  });
});

describe("conditions", () => {
  it("lists every part of a scope, each with the scope that is left without it", () => {
    const all = conditions({ tags: ["a", "b"], kinds: ["pdf"], before: "2026-12-01" }, [], () => undefined);
    expect(all.map(({ text }) => text).slice(0, 3)).toEqual(["@a", "@b", "PDF"]);
    expect(all[0]?.without).toEqual({ tags: ["b"], kinds: ["pdf"], before: "2026-12-01" });
    expect(all[2]?.without).toEqual({ tags: ["a", "b"], before: "2026-12-01" });
    expect(tidy({ tags: [], after: null })).toEqual({});
  });
});
