import { QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeTransport } from "../test/fake/transport";
import type { TaskId } from "./bindings";
import { Client, MERGE_MS } from "./client";
import { isFailure, toFailure } from "./transport";

function watched(client: Client, name: "tasks.list" | "areas.list", input: never) {
  const observer = new QueryObserver(client.queries, {
    queryKey: [name, input],
    queryFn: () => client.read(name, input),
  });
  return observer.subscribe(() => undefined);
}

describe("a live query", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is refetched once when its tables change, and left alone when others do", async () => {
    const fake = fakeTransport({});
    const client = new Client(fake);
    const stop = [
      watched(client, "tasks.list", { filter: "is:open" } as never),
      watched(client, "areas.list", null as never),
    ];
    await vi.advanceTimersByTimeAsync(1);
    const count = (name: string) => fake.calls.filter((call) => call.name === name).length;
    expect([count("tasks.list"), count("areas.list")]).toEqual([1, 1]);

    fake.emit({ type: "changed", tables: ["message"] });
    await vi.advanceTimersByTimeAsync(MERGE_MS + 5);
    expect([count("tasks.list"), count("areas.list")]).toEqual([1, 1]);

    for (let n = 0; n < 20; n += 1) fake.emit({ type: "changed", tables: ["task"] });
    await vi.advanceTimersByTimeAsync(MERGE_MS + 5);
    expect([count("tasks.list"), count("areas.list")]).toEqual([2, 1]);

    fake.emit({ type: "changed", tables: ["area", "task"] });
    await vi.advanceTimersByTimeAsync(MERGE_MS + 5);
    expect([count("tasks.list"), count("areas.list")]).toEqual([3, 2]);
    for (const end of stop) end();
    client.close();
    expect(fake.subscribers()).toBe(0);
  });
});

describe("writing", () => {
  it("announces what can be undone, unless it is quiet or leaves no step", async () => {
    const client = new Client(fakeTransport({}));
    const told = vi.fn();
    client.onUndoable(told);
    await client.write("tasks.complete", { ids: [1 as TaskId] });
    await client.write("tasks.complete", { ids: [2 as TaskId] }, { quiet: true });
    await client.write("settings.update", { theme: "dark" });
    await client.write("processing.pause", { paused: true });
    expect(told.mock.calls).toEqual([["tasks.complete"]]);
    client.close();
  });

  it("tells of a failure in the core's own words and passes it on", async () => {
    const fake = fakeTransport({});
    fake.answer("tasks.complete", () => {
      throw { kind: "storage", message: "The disk is full. Free some space and try again." };
    });
    const client = new Client(fake);
    const told = vi.fn();
    client.onFailure(told);
    await expect(client.write("tasks.complete", { ids: [] })).rejects.toMatchObject({ kind: "storage" });
    expect(told).toHaveBeenCalledWith(
      { kind: "storage", message: "The disk is full. Free some space and try again." },
      "tasks.complete",
    );
    client.close();
  });

  it("says nothing when the person cancelled", async () => {
    const fake = fakeTransport({});
    fake.answer("chat.ask", () => {
      throw { kind: "cancelled", message: "Stopped." };
    });
    const client = new Client(fake);
    const told = vi.fn();
    client.onFailure(told);
    await expect(client.write("chat.ask", { text: "?" })).rejects.toMatchObject({ kind: "cancelled" });
    expect(told).not.toHaveBeenCalled();
    client.close();
  });
});

it("makes one error shape out of whatever was thrown", () => {
  expect(toFailure("no")).toEqual({ kind: "internal", message: "no" });
  expect(toFailure(new Error("bad"))).toEqual({ kind: "internal", message: "bad" });
  expect(isFailure({ kind: "offline", message: "x" })).toBe(true);
  expect(isFailure({ kind: "else", message: "x" })).toBe(false);
});
