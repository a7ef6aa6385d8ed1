import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "tokens.css"), "utf8");

function theme(name: "light" | "dark"): Map<string, string> {
  const from = css.indexOf(`:root[data-theme="${name}"]`);
  const block = css.slice(from, css.indexOf("}", from));
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, key = "", value = ""]) => [key, value]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const PAPERS = ["paper", "side", "raised", "sunk"];
const PAIRS: [string, string[], number][] = [
  ["ink", PAPERS, 7],
  ["ink-2", PAPERS, 4.5],
  ["ink-3", PAPERS, 4.5],
  ["accent", [...PAPERS, "accent-wash"], 4.5],
  ["rubric", [...PAPERS, "rubric-wash"], 4.5],
  ["ochre", [...PAPERS, "ochre-wash"], 4.5],
  ["control", PAPERS, 3],
  ["on-accent", ["accent"], 4.5],
  ["ink", ["mark", "mark-green", "mark-blue", "mark-red", "accent-wash"], 4.5],
  ["ink-2", ["accent-wash"], 4.5],
];

describe.each(["light", "dark"] as const)("the %s theme", (name) => {
  const tokens = theme(name);
  it.each(PAIRS.flatMap(([on, papers, floor]) => papers.map((paper) => [on, paper, floor] as const)))(
    "%s on %s is readable (at least %d)",
    (on, paper, floor) => {
      const a = tokens.get(on);
      const b = tokens.get(paper);
      expect(a && b).toBeTruthy();
      expect(contrast(a ?? "#000000", b ?? "#000000")).toBeGreaterThanOrEqual(floor);
    },
  );
});
