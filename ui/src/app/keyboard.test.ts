import { readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { keyboardPage } from "./keyboardPage";
import { allCommands } from "./registry";

const FILE = resolve(dirname(fileURLToPath(import.meta.url)), "../../../docs/keyboard.md");

it("is what docs/keyboard.md says", () => {
  const fresh = keyboardPage();
  let committed = "";
  try {
    committed = readFileSync(FILE, "utf8");
  } catch {
    // Written below.
  }
  if (committed !== fresh) {
    writeFileSync(FILE, fresh);
    throw new Error(
      "docs/keyboard.md was stale and has been written again: run the test once more and commit the file",
    );
  }
});

it("names every key of every command", () => {
  const page = keyboardPage();
  for (const { title, keys } of allCommands) if (keys) expect(page).toContain(`| ${title} |`);
  expect(page).toContain("| `G T` | Today |");
  expect(page).toContain("`Ctrl + Shift + Z`");
});
