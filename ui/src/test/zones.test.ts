// The walls of the house: who may import whom. What is checked holds.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SRC = resolve(dirname(fileURLToPath(import.meta.url)), "..");

function sources(folder = SRC): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(ts|tsx)$/.test(entry.name) ? [path] : [];
  });
}

type Import = { file: string; zone: string; target: string };

function importsOf(path: string): Import[] {
  const file = relative(SRC, path).replaceAll("\\", "/");
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map(([, name = ""]) => ({
    file,
    zone: file
      .split("/")
      .slice(0, file.startsWith("features/") ? 2 : 1)
      .join("/"),
    target: name.startsWith(".") ? relative(SRC, resolve(dirname(path), name)).replaceAll("\\", "/") : name,
  }));
}

const all = sources().flatMap(importsOf);
const production = all.filter(({ file, zone }) => zone !== "test" && !/\.test\.tsx?$/.test(file));
const say = (list: Import[]) => list.map(({ file, target }) => `${file} imports ${target}`);

it("reads the sources at all", () => expect(production.length).toBeGreaterThan(200));

it("lets only api/tauri.ts know Tauri", () => {
  expect(say(all.filter(({ file, target }) => target.startsWith("@tauri-apps/") && file !== "api/tauri.ts"))).toEqual(
    [],
  );
});

it("keeps api/tauri.ts out of everything but the two entries", () => {
  const users = production.filter(({ target }) => target === "api/tauri").map(({ file }) => file);
  expect(users.sort()).toEqual(["app/capture.tsx", "app/main.tsx"]);
});

it("keeps the kit free of data", () => {
  expect(say(production.filter(({ zone, target }) => zone === "kit" && /^(api|app|features)\//.test(target)))).toEqual(
    [],
  );
});

it("keeps features apart, and away from the app", () => {
  const wrong = production.filter(
    ({ zone, target }) =>
      zone.startsWith("features/") &&
      (target.startsWith("app/") || (target.startsWith("features/") && !target.startsWith(`${zone}/`))),
  );
  expect(say(wrong)).toEqual([]);
});

it("keeps the api below everything", () => {
  expect(say(production.filter(({ zone, target }) => zone === "api" && /^(app|features|kit)\//.test(target)))).toEqual(
    [],
  );
});

it("keeps test code out of the build", () => {
  expect(say(production.filter(({ target }) => target.startsWith("test/")))).toEqual([]);
});

it("keeps the capture window light: no Mantine, no router, no query cache", () => {
  const seen = new Set<string>();
  const heavy: string[] = [];
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const one of production.filter((other) => other.file.replace(/\.tsx?$/, "") === file)) {
      if (/^@(mantine|tanstack)\//.test(one.target)) heavy.push(`${one.file} imports ${one.target}`);
      visit(one.target);
    }
  };
  visit("app/capture");
  expect(seen.size).toBeGreaterThan(8);
  expect(heavy).toEqual([]);
});

it("writes no markup from strings and keeps files short", () => {
  for (const path of sources()) {
    const text = readFileSync(path, "utf8");
    const name = relative(SRC, path);
    if (name.includes("zones.test")) continue;
    expect(text, name).not.toMatch(/dangerouslySetInnerHTML|\.innerHTML|\beval\(|new Function\(/);
    if (!name.endsWith("bindings.ts")) expect(text.split("\n").length, `${name} is too long`).toBeLessThanOrEqual(400);
  }
});
