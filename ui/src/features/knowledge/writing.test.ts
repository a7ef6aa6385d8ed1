import { describe, expect, it } from "vitest";
import { plain } from "./Backlinks";
import { type Change, completed, onEnter, onTab, openLink, type Place, wrapped } from "./writing";

/** A text with the caret at |, or the selection between two. */
const at = (marked: string): Place => {
  const start = marked.indexOf("|");
  const end = marked.lastIndexOf("|");
  const text = marked.replaceAll("|", "");
  return { text, start, end: end === start ? start : end - 1 };
};
const after = (place: Place, change: Change | null): string | null => {
  if (!change) return null;
  const text = place.text.slice(0, change.from) + change.insert + place.text.slice(change.to);
  const caret = `${text.slice(0, change.start)}|`;
  return change.start === change.end
    ? caret + text.slice(change.start)
    : `${caret + text.slice(change.start, change.end)}|${text.slice(change.end)}`;
};

describe("writing Markdown", () => {
  const enter = (text: string) => after(at(text), onEnter(at(text)));
  it("goes on with a list and ends it", () => {
    expect(enter("- milk|")).toBe("- milk\n- |");
    expect(enter("  9. nine|\nrest")).toBe("  9. nine\n  10. |\nrest");
    expect(enter("- [x] done|")).toBe("- [x] done\n- [ ] |");
    expect(enter("> said|")).toBe("> said\n> |");
    expect(enter("- milk\n- |")).toBe("- milk\n|");
    expect(enter("no list|")).toBeNull();
    expect(enter("- |milk")).toBe("- \n- |milk");
  });
  it("moves the lines of a list in and out", () => {
    const tab = (text: string, out = false) => after(at(text), onTab(at(text), out));
    expect(tab("- a|")).toBe("  - a|");
    expect(tab("  - a|", true)).toBe("- a|");
    expect(tab("- |a\n- b|")).toBe("  - |a\n  - b|");
    expect(tab("words|")).toBeNull();
  });
  it("puts marks around words and takes them away", () => {
    const bold = (text: string) => after(at(text), wrapped(at(text), "**"));
    expect(bold("a |word| b")).toBe("a **|word|** b");
    expect(bold("a **|word|** b")).toBe("a |word| b");
    expect(bold("|")).toBe("**|**");
  });
  it("offers titles inside [[ and closes the link once", () => {
    expect(openLink(at("see [[Spa|"))).toEqual({ from: 6, words: "Spa" });
    expect(openLink(at("see [[Spare]] |"))).toBeNull();
    expect(openLink(at("[[a|b]]"))?.words).toBe("a");
    expect(openLink(at("[[a\nb|"))).toBeNull();
    const place = at("see [[Spa|]] now");
    expect(after(place, completed(place, 6, "Spare parts"))).toBe("see [[Spare parts]]| now");
    const open = at("see [[Spa|");
    expect(after(open, completed(open, 6, "Spare parts"))).toBe("see [[Spare parts]]|");
  });
  it("reads a sentence without its marks", () => {
    expect(plain("- Call [[Ada Byron|her]] about **the [[Boiler]]**, see [it](https://a.example/b).")).toBe(
      "Call her about the Boiler, see it.",
    );
  });
});
