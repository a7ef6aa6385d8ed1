import { describe, expect, it } from "vitest";
import type { Block, Page } from "../../api/bindings";
import { batches, encode, type Found } from "./dropped";
import { partsOf } from "./parts";

const found = (name: string, size: number): Found => ({
  name,
  file: { size, arrayBuffer: async () => new Uint8Array(size).fill(65).buffer } as File,
});

describe("files on their way in", () => {
  it("travel in batches below the limit; a large one alone", () => {
    const groups = batches([found("a", 300), found("b", 300), found("c", 3000), found("d", 10)], 1000);
    expect(groups.map((group) => group.map((one) => one.name))).toEqual([["a", "b"], ["c"], ["d"]]);
  });
  it("become base64 whatever their size", async () => {
    const { base64 } = await encode(found("a", 100_000));
    expect(atob(base64)).toBe("A".repeat(100_000));
  });
});

describe("a document cut for reading", () => {
  const text = "Title\n\nFirst 😀 paragraph.\n\nLoose words.\n\nSecond part.";
  const at = (words: string) => Array.from(text.slice(0, text.indexOf(words))).length;
  const block = (words: string, kind: Block["kind"] = "paragraph"): Block => ({
    kind,
    level: 1,
    start: at(words),
    end: at(words) + Array.from(words).length,
  });
  const blocks = [block("Title", "heading"), block("First 😀 paragraph."), block("Second part.")];
  const pages: Page[] = [
    { number: 1, start: 0, end: at("Second"), has_text: true },
    { number: 2, start: at("Second"), end: text.length, has_text: true },
  ];

  it("loses no words, also between blocks", () => {
    const parts = partsOf({ text, blocks, pages });
    expect(parts.filter((part) => !part.page).map((part) => part.pieces.map((piece) => piece.text).join(""))).toEqual([
      "Title",
      "First 😀 paragraph.",
      "Loose words.",
      "Second part.",
    ]);
    expect(parts.filter((part) => part.page).map((part) => part.page?.number)).toEqual([1, 2]);
  });
  it("marks exactly the cited range, across blocks and after an emoji", () => {
    const parts = partsOf({ text, blocks, pages }, { start: at("paragraph."), end: at("words.") });
    expect(parts.flatMap((part) => part.pieces.filter((piece) => piece.cited).map((piece) => piece.text))).toEqual([
      "paragraph.",
      "Loose ",
    ]);
  });
});
