import { expect, it } from "vitest";
import { fillIn, signAt, written } from "./sign";

it("sees a sign at the caret and what is typed behind it", () => {
  expect(signAt("paint #ki", 9)).toEqual({ of: "project", text: "ki", from: 6 });
  expect(signAt("paint #", 7)).toEqual({ of: "project", text: "", from: 6 });
  expect(signAt('paint #"big pr', 14)).toEqual({ of: "project", text: "big pr", from: 6 });
  expect(signAt("call @ph today", 8)).toEqual({ of: "tag", text: "ph", from: 5 });
  expect(signAt('book after:"plan', 16)).toEqual({ of: "task", text: "plan", from: 5 });
  expect(signAt('book after: "plan', 17)).toEqual({ of: "task", text: "plan", from: 5 });
  expect(signAt("one\n#zo", 7)).toEqual({ of: "project", text: "zo", from: 4 });
});

it("sees none inside words, in the midst of a name, or where a name is finished", () => {
  for (const text of ["learn C#", "bob@exa", "issue #a.b", '#"done" ', "after:plan", "@ph ", '@"a'])
    expect(signAt(text, text.length), text).toBeNull();
  expect(signAt("#kitchen", 3)).toBeNull();
});

it("writes a name the way the language reads it", () => {
  expect(written("project", "Kitchen")).toBe("#Kitchen");
  expect(written("project", "Big Project")).toBe('#"Big Project"');
  expect(written("project", "2027")).toBe('#"2027"');
  expect(written("project", 'the "x"')).toBeNull();
  expect(written("tag", "two words")).toBeNull();
  expect(written("task", "plan trip")).toBe('after:"plan trip"');
});

it("fills a name in and puts the caret behind it", () => {
  const at = (text: string, caret: number, name: string) => {
    const sign = signAt(text, caret);
    if (!sign) throw new Error("no sign");
    return fillIn(text, caret, sign, name);
  };
  expect(at("paint #ki", 9, "Kitchen")).toEqual({ text: "paint #Kitchen ", caret: 15 });
  expect(at("paint #ki today", 9, "Big Kit")).toEqual({ text: 'paint #"Big Kit" today', caret: 17 });
});
