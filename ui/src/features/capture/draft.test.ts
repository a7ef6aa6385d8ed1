import { expect, it } from "vitest";
import type { ParsedLine } from "../../api/bindings";
import { chips, dismiss, EMPTY, pieces, retype } from "./draft";

const line = (text: string, spans: ParsedLine["parsed"]["spans"]): ParsedLine => ({
  text,
  indent: 0,
  parsed: { title: "", spans },
  meaning: spans.map((span) => `meaning of ${span.text}`),
});

it("cuts the text into plain and understood pieces that put it together again", () => {
  const text = "😀 call Ana tomorrow #home";
  const cut = pieces(text, [
    line(text, [
      { start: 11, end: 19, kind: "date", text: "tomorrow" },
      { start: 20, end: 25, kind: "project", text: "#home" },
    ]),
  ]);
  expect(cut.map((piece) => piece.text).join("")).toBe(text);
  expect(cut.filter((piece) => piece.kind).map((piece) => [piece.kind, piece.text])).toEqual([
    ["date", "tomorrow"],
    ["project", "#home"],
  ]);
});

it("draws nothing where the text no longer is what was parsed", () => {
  const cut = pieces("call Ana tod", [
    line("call Ana tomorrow", [{ start: 9, end: 17, kind: "date", text: "tomorrow" }]),
  ]);
  expect(cut.every((piece) => piece.kind === null)).toBe(true);
});

it("gives every span its meaning, and counts the blank lines that the core leaves out", () => {
  const list = chips("x\n\ndue fri", [
    line("x", []),
    line("due fri", [{ start: 0, end: 7, kind: "deadline", text: "due fri" }]),
  ]);
  expect(list).toMatchObject([{ line: 2, kind: "deadline", meaning: "meaning of due fri", words: "due fri" }]);
});

it("carries a dismissal along while typing before and after it", () => {
  let draft = dismiss(retype(EMPTY, "read may report"), { line: 0, start: 5, end: 8 });
  draft = retype(draft, "read may report now");
  expect(draft.dismissed).toEqual([{ line: 0, start: 5, end: 8 }]);
  draft = retype(draft, "please read may report now");
  expect(draft.dismissed).toEqual([{ line: 0, start: 12, end: 15 }]);
  draft = retype(draft, "please read mayor report now");
  expect(draft.dismissed).toHaveLength(1); // typed at its end: still the same words in front
  draft = retype(draft, "please read mx report now");
  expect(draft.dismissed).toEqual([]);
});

it("forgets dismissals on lines that came or went", () => {
  const draft = dismiss(retype(EMPTY, "one may\ntwo"), { line: 0, start: 4, end: 7 });
  expect(retype(draft, "zero\none may\ntwo").dismissed).toEqual([]);
  expect(retype(draft, "one may\ntwo\nthree").dismissed).toEqual([{ line: 0, start: 4, end: 7 }]);
});
