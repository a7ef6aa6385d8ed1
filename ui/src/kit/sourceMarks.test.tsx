import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Prose } from "./Prose";

const TEXT = "# Title\n\nFirst 😀 **bold** words, [[Ada Byron|her]] and `[[code]]`.\n\n- item [[Plan]]\n";
const at = (words: string) => Array.from(TEXT.slice(0, TEXT.indexOf(words))).length;
const range = (from: string, to: string) => ({ start: at(from), end: at(to) + Array.from(to).length });

function drawn(highlights: Parameters<typeof Prose>[0]["highlights"] = []) {
  return render(
    <Prose text={TEXT} highlights={highlights} wikiLink={(title, words) => <q data-title={title}>{words}</q>} />,
  ).container;
}

describe("a page that knows its source", () => {
  it("says of each word where it stands", () => {
    const pieces = [...drawn().querySelectorAll<HTMLElement>("[data-from]:not([data-to])")];
    expect(pieces.length).toBeGreaterThan(4);
    for (const piece of pieces) {
      const from = Number(piece.dataset.from);
      expect(TEXT.slice(from, from + (piece.textContent?.length ?? 0))).toBe(piece.textContent);
    }
  });
  it("marks a highlight across formatting and links, and nothing else", () => {
    const page = drawn([{ id: "7", colour: "green", ...range("bold", "her") }]);
    const marks = [...page.querySelectorAll<HTMLElement>("mark[data-highlight='7']")];
    expect(marks.map((mark) => mark.textContent).join("")).toBe("bold words, her");
    expect(marks.every((mark) => mark.dataset.colour === "green")).toBe(true);
  });
  it("draws links with their words, and leaves code alone", () => {
    const links = [...drawn().querySelectorAll<HTMLElement>("q[data-title]")];
    expect(links.map((link) => [link.dataset.title, link.textContent])).toEqual([
      ["Ada Byron", "her"],
      ["Plan", "Plan"],
    ]);
    expect(drawn().querySelector("code")?.textContent).toBe("[[code]]");
  });
  it("has neither places nor links where nobody asks for them", () => {
    const { container } = render(<Prose text={TEXT} />);
    expect(container.querySelector("[data-from], q")).toBeNull();
    expect(container.textContent).toContain("[[Plan]]");
  });
});
