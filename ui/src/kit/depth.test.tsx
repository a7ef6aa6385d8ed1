import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { unread } from "./depth";
import { Prose } from "./Prose";

const repeated = (mark: string, times: number) => mark.repeat(times);
const HOSTILE = {
  quotes: `${repeated(">", 10_000)} deep`,
  list: Array.from({ length: 250 }, (_, depth) => `${repeated("  ", depth)}- deep`).join("\n"),
  listOnOneLine: `${repeated("- ", 5000)}deep`,
  numbers: `${repeated("1. ", 5000)}deep`,
  footnotes: `${repeated("[^a]: ", 5000)}deep`,
  brackets: `${repeated("[", 8000)}deep`,
  closingBrackets: `deep${repeated(" a]", 8000)}`,
  links: `${repeated("[", 8000)}deep${repeated("](", 8000)}`,
  images: `${repeated("![", 8000)}deep`,
  emphasis: `${repeated("*a ", 8000)}deep`,
  closers: `deep ${repeated("a* ", 8000)}`,
  mixed: `${repeated("*a_ ", 8000)}deep`,
  afterWords: `deep${repeated("a*(", 8000)}`,
  unequal: `deep${repeated("a*b**", 8000)}`,
  windowsLines: `deep${repeated(" a*\r\n", 4000)}`,
  strikes: `${repeated("~~a ", 8000)}deep`,
};

const depthOf = (element: Element): number =>
  1 + [...element.children].reduce((most, child) => Math.max(most, depthOf(child)), 0);

describe("text that nests without end", () => {
  it.each(Object.entries(HOSTILE))("is shown flat, with all its words: %s", (_, text) => {
    const page = render(<Prose text={`# Title\n\n${text}\n\nAfter \`code\`.`} highlights={[]} />).container;
    expect(depthOf(page)).toBeLessThan(20);
    expect(page.querySelector("h1")?.textContent).toBe("Title");
    expect(page.querySelector("code")?.textContent).toBe("code");
    const words = (shown: string | null) => shown?.replace(/\s+/g, "");
    expect(words(page.textContent)).toBe(words(`Title${text}After code.`));
  });

  it("is shown flat in an answer too, whose citations and highlights still work", () => {
    const text = `${HOSTILE.brackets}\n\nSo it is [2].`;
    const start = text.indexOf("So it");
    const page = render(
      <Prose
        text={text}
        citation={(n) => <q>{n}</q>}
        highlights={[{ id: "1", colour: "green", start, end: start + 5 }]}
      />,
    ).container;
    expect(page.querySelector("q")?.textContent).toBe("2");
    expect(page.querySelector("mark")?.textContent).toBe("So it");
  });

  it("is told from what people write", () => {
    for (const text of [
      "> quote\n> > of a quote\n\n- a\n  - b\n    1. c\n\n* * * *\n\n**bold** and *it* and [a](b) and ~~c~~",
      `${repeated("* ", 200)}\n\n${repeated("-", 300)}\n\n${repeated("_", 300)}`,
      repeated("- [A *name*](https://example.org) for `a[0]` and **more**\n", 400),
      repeated("x_y_z a * b * c snake_case 2*3*4 \\[ \\* ", 1000),
      `| a | b |\n|---|---|\n${repeated("| [a](b) | *c* |\n", 300)}`,
      `\`\`\`c\n${repeated("char *p = a[0][1] * *q;\n", 60)}\`\`\``,
      repeated("deeply indented code:\n\n                                        x > y\n\n", 20),
    ])
      expect(unread(text), text.slice(0, 60)).toEqual([]);
    const page = render(<Prose text={`${repeated("> ", 20)}x`} />).container;
    expect(page.querySelectorAll("blockquote")).toHaveLength(20);
  });
});
