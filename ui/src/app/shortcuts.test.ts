import { afterEach, expect, it, vi } from "vitest";
import type { Command } from "../api/command";
import { rank } from "./rank";
import { allCommands } from "./registry";
import { listenForShortcuts } from "./shortcuts";

const command = (id: string, keys: string[]): Command => ({ id, title: id, group: "x", keys, run: () => undefined });
const press = (key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

let stop = () => {};
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function listen() {
  const ran: string[] = [];
  const list = [
    command("today", ["g t"]),
    command("undo", ["mod+z"]),
    command("redo", ["mod+shift+z"]),
    command("help", ["?"]),
    command("done", ["space"]),
    command("t", ["t"]),
  ];
  stop = listenForShortcuts(
    () => list,
    ({ id }) => ran.push(id),
  );
  return ran;
}

it("understands sequences, chords and characters that need Shift", () => {
  const ran = listen();
  press("g");
  press("t");
  press("z", { ctrlKey: true });
  press("Z", { ctrlKey: true, shiftKey: true });
  press("?", { shiftKey: true });
  press("t");
  expect(ran).toEqual(["today", "undo", "redo", "help", "t"]);
});

it("forgets a half-typed sequence", () => {
  vi.useFakeTimers();
  const ran = listen();
  press("g");
  vi.advanceTimersByTime(1500);
  press("t");
  expect(ran).toEqual(["t"]);
});

it("leaves letters and the field's own undo to whoever is typing, and Space to buttons", () => {
  const ran = listen();
  document.body.append(...["input", "button"].map((name) => document.createElement(name)));
  const box = document.createElement("div");
  box.setAttribute("role", "dialog");
  box.append(document.createElement("p"));
  document.body.append(box);
  const [input, button, dialog] = ["input", "button", "p"].map(
    (name) => document.querySelector(name) as HTMLElement,
  ) as [HTMLElement, HTMLElement, HTMLElement];
  press("t", {}, input);
  press("z", { ctrlKey: true }, input);
  press(" ", {}, button);
  press("t", {}, dialog);
  expect(ran).toEqual([]);
});

it("gives every command one name and no key twice", () => {
  const ids = allCommands.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const keys = allCommands.flatMap((one) => one.keys ?? []);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  for (const single of keys.filter((key) => !key.includes(" ")))
    expect(
      keys.filter((key) => key.startsWith(`${single} `)),
      `${single} hides a sequence`,
    ).toEqual([]);
});

it("finds commands by start, word, other words and letters", () => {
  expect(rank("undo", allCommands)[0]?.id).toBe("app.undo");
  expect(rank("night", allCommands).map(({ id }) => id)).toContain("settings.theme.dark");
  expect(rank("zzzz", allCommands)).toEqual([]);
});
