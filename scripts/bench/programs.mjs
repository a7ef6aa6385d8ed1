// The programs that take part: ours, as they are shipped, and the peers in a Python environment of their own.
import { existsSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { inRepo, program } from "../lib/paths.mjs";
import { ask, run, Stopped } from "../lib/run.mjs";

/** Builds the contest and the app. Answers the contest's program. */
export async function buildContest() {
  const build = ["build", "--workspace", "--bins", "--bench", "contest", "--release", "--locked"];
  await run("npm", ["run", "--silent", "ui:build"]);
  await run("cargo", build);
  const messages = ask("cargo", [...build, "--message-format=json"], { maxBuffer: 2 ** 28 }) ?? "";
  const artifacts = messages.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  const contest = artifacts.find((artifact) => artifact.target?.name === "contest" && artifact.executable);
  if (!contest) throw new Stopped("Cargo did not say where the contest is.");
  return contest.executable;
}

/** The app's window. */
export const app = () => program("almanac-app", "release");

/** Installs the peers, once. Answers the Python that has them. */
export async function ensurePeers(folder) {
  const environment = join(folder, "peers");
  const python = join(environment, platform() === "win32" ? "Scripts" : "bin", "python");
  const mark = join(environment, "complete");
  if (!existsSync(mark)) {
    await run("python3", ["-m", "venv", environment]);
    await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", inRepo("scripts", "bench", "requirements.txt")]);
    await run(python, ["-c", `open(${JSON.stringify(mark)}, "w").close()`]);
  }
  return python;
}
