import { expect, it } from "vitest";
import { pressed, shownKeys } from "./keys";

const event = (code: string, key: string, held: Partial<Parameters<typeof pressed>[0]> = {}) =>
  pressed({ code, key, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held });

it("names keys by their place, with what is held", () => {
  expect(event("KeyN", "n", { ctrlKey: true, altKey: true })).toEqual({
    keys: "CmdOrCtrl+Alt+N",
    whole: true,
    plain: false,
  });
  expect(event("Space", " ", { ctrlKey: true, shiftKey: true }).keys).toBe("CmdOrCtrl+Shift+Space");
  expect(event("Digit1", "!", { altKey: true, shiftKey: true }).keys).toBe("Alt+Shift+1");
});

it("waits for a key that is no modifier, and knows one that would be taken from everybody", () => {
  expect(event("ControlLeft", "Control", { ctrlKey: true })).toMatchObject({ keys: "CmdOrCtrl", whole: false });
  expect(event("KeyA", "A", { shiftKey: true })).toMatchObject({ whole: true, plain: true });
  expect(event("F9", "F9")).toMatchObject({ keys: "F9", plain: false });
});

it("is drawn as it is printed on keys", () => {
  expect(shownKeys("CmdOrCtrl+Shift+Space")).toBe("mod+shift+space");
});
