// Running other programs: loudly, quietly, or loudly while keeping what they said.
import { spawn, spawnSync } from "node:child_process";
import { platform } from "node:os";
import { ROOT } from "./paths.mjs";

/** A step that did not work; its message is all that the user needs to see. */
export class Stopped extends Error {}

// npm is a script on Windows, and only a shell starts those.
const viaShell = (command) => platform() === "win32" && command === "npm";

/** Runs a program in the user's sight. Resolves when it went well. */
export async function run(command, args, options = {}) {
  const { code } = await start(command, args, { stdio: "inherit", ...options });
  if (code !== 0) throw new Stopped(`${[command, ...args].join(" ")} ended with ${code}`);
}

/** Runs a program in the user's sight and answers `{ code, text }`, whatever the outcome. */
export function tee(command, args, options = {}) {
  return start(command, args, { stdio: ["inherit", "pipe", "pipe"], ...options });
}

/** What a program prints, or `null` when it is absent or fails. */
export function ask(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, {
    cwd: ROOT, encoding: "utf8", shell: viaShell(command), stdio: ["ignore", "pipe", "ignore"], ...options,
  });
  return status === 0 ? stdout.trim() : null;
}

/** Whether a program is there. */
export const has = (command, args = ["--version"]) => ask(command, args) !== null;

function start(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, shell: viaShell(command), ...options });
    let text = "";
    for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      from?.on("data", (data) => {
        text += data;
        to.write(data);
      });
    }
    child.on("error", (error) => reject(new Stopped(`${command} could not be started: ${error.message}`)));
    child.on("close", (code, signal) => resolve({ code: code ?? signal, text }));
  });
}

/** Runs a script's main function and turns its failure into one line and an exit code. */
export async function main(work) {
  try {
    await work(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Stopped ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
