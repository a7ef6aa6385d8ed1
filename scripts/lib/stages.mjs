// The stages of `npm test`. Each is a list of checks; a check answers how many things passed and failed.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { buildApp, buildInterface } from "./build.mjs";
import { journeys } from "./journeys.mjs";
import { inRepo } from "./paths.mjs";
import { Stopped, tee } from "./run.mjs";

const BINDINGS = inRepo("ui", "src", "api", "bindings.ts");

/** What can be chosen on the command line, in the order in which it runs. */
export const STAGES = {
  check: {
    needs: ["build", "window"],
    checks: [
      ["formatting", () => command("cargo", ["fmt", "--all", "--check"])],
      ["clippy", () => command("cargo", ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])],
      ["interface lint", () => command("npm", ["run", "--silent", "ui:lint"])],
    ],
  },
  rust: {
    needs: ["build", "window", "trace"],
    models: true,
    checks: [["core, command line and shell", rustTests]],
  },
  ui: {
    needs: [],
    checks: [
      ["interface tests", interfaceTests],
      ["interface build", () => done(buildInterface())],
    ],
  },
  e2e: {
    needs: ["build", "window", "trace", "test"],
    models: true,
    checks: [
      ["interface build", () => done(buildInterface())],
      ["app build", () => done(buildApp({ tests: true }))],
      ["the real window", endToEnd],
    ],
  },
};

/** A step that either works or does not: one thing. */
async function command(name, args) {
  const { code } = await tee(name, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

async function done(work) {
  await work;
  return { passed: 1, failed: 0 };
}

/** Cargo's tests, and whether they had to rewrite the interface's types. */
async function rustTests() {
  const before = digest(BINDINGS);
  const { code, text } = await tee("cargo", ["test", "--workspace", "--locked", "--no-fail-fast"]);
  const counted = count(text, /^test result: .*? (\d+) passed; (\d+) failed/gm);
  const stale = digest(BINDINGS) !== before;
  if (stale) console.log("ui/src/api/bindings.ts was not what the core says; the tests have rewritten it: commit it.");
  return settle(code, { passed: counted.passed + (stale ? 0 : 1), failed: counted.failed + (stale ? 1 : 0) });
}

async function interfaceTests() {
  const { code, text } = await tee("npm", ["run", "--silent", "ui:test"], { env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" } });
  const [line] = text.match(/^\s*Tests\s.*$/gm)?.slice(-1) ?? [""];
  const number = (word) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  return settle(code, { passed: number("passed"), failed: number("failed") });
}

async function endToEnd() {
  const { code, text } = await journeys();
  const number = (word) => Number(text.match(new RegExp(`^# ${word} (\\d+)`, "m"))?.[1] ?? 0);
  return settle(code, { passed: number("pass"), failed: number("fail") + number("cancelled") });
}

/** A program that failed without counting a failure has failed once. */
const settle = (code, { passed, failed }) => ({ passed, failed: code === 0 ? failed : Math.max(failed, 1) });

function count(text, pattern) {
  const sum = { passed: 0, failed: 0 };
  for (const [, passed, failed] of text.matchAll(pattern)) {
    sum.passed += Number(passed);
    sum.failed += Number(failed);
  }
  return sum;
}

function digest(path) {
  if (!existsSync(path)) throw new Stopped(`${path} is missing: run \`cargo test\` once and commit it.`);
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
