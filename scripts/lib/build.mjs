// Building the parts. Everything is built as one workspace, so that no two steps compile a library twice.
import { program } from "./paths.mjs";
import { run } from "./run.mjs";

/** The interface, as the window shows it. */
export const buildInterface = () => run("npm", ["run", "--silent", "ui:build"]);

/**
 * The window and the command line; the interface must be built. Answers the window's program. `tests` builds
 * with the same features of every library as `cargo test` does, so that none is compiled twice.
 */
export async function buildApp({ release = false, tests = false } = {}) {
  await run("cargo", ["build", "--workspace", tests ? "--all-targets" : "--bins", "--locked", ...(release ? ["--release"] : [])]);
  return program("almanac-app", release ? "release" : "debug");
}

/** The command line alone, for a machine without a window system. Answers its program. */
export async function buildCommandLine({ release = false } = {}) {
  await run("cargo", ["build", "-p", "almanac-cli", "--locked", ...(release ? ["--release"] : [])]);
  return program("almanac", release ? "release" : "debug");
}
