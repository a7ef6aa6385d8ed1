// The interface's packages: installed when absent, and again when the lock file has changed.
import { statSync } from "node:fs";
import { inRepo } from "./paths.mjs";
import { run } from "./run.mjs";

/** npm writes its own record last, so it stands only after a complete installation. */
const RECORD = inRepo("node_modules", ".package-lock.json");
/** `npm install` writes the record and the lock file almost at once, in either order. */
const SLACK_MS = 5000;

/** Ensures that `node_modules` is what the lock file says. */
export async function ensurePackages() {
  if (changed(RECORD) + SLACK_MS >= changed(inRepo("package-lock.json"))) return;
  await run("npm", ["ci", "--no-audit", "--no-fund"]);
}

const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;
