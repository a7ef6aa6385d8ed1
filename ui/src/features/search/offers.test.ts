import { expect, test } from "vitest";
import { offersOf } from "./offers";

const candidate = (text: string) => ({ text, note: "" });

test("a filter is put in the place of what was typed, in letters that JavaScript counts as two", () => {
  const [offer] = offersOf("🌳 ta more", { start: 2, end: 4, candidates: [candidate("tag:")] });
  expect(offer).toMatchObject({ text: "tag:", line: "🌳 tag: more", caret: 7 });
});

test("a title opens, a word goes on, and nothing is offered twice", () => {
  const offers = offersOf("boil", { start: 0, end: 4, candidates: [] }, [
    { text: "Boiler manual", kind: "item", id: 3 },
    { text: "Boiler manual", kind: "item", id: 4 },
    { text: "boiler ", kind: null, id: null },
    { text: "boil", kind: null, id: null },
  ]);
  expect(offers.map((offer) => offer.text)).toEqual(["Boiler manual", "boiler"]);
  expect(offers[0]?.hit).toEqual({ kind: "item", id: 3 });
  expect(offers[1]?.hit).toBeNull();
});
