// Running the end-to-end journeys: on a screen of their own, with a session bus of their own.
import { readdirSync } from "node:fs";
import { platform } from "node:os";
import { inRepo, program } from "./paths.mjs";
import { Stopped, tee } from "./run.mjs";

/** Runs the journeys, or the one file that is named. Answers `{ code, text }`. */
export function journeys({ file, environment = {} } = {}) {
  if (platform() !== "linux") {
    throw new Stopped("The end-to-end journeys drive WebKitGTK and run on Linux only; the other stages run here.");
  }
  const folder = inRepo("ui", "e2e", "journeys");
  const files = file ? [file] : readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).sort().map((name) => `${folder}/${name}`);
  const node = [process.execPath, "--test", "--test-concurrency=1", "--test-reporter=tap", ...files];
  return tee("xvfb-run", ["-a", "-s", "-screen 0 1280x900x24", "dbus-run-session", "--", ...node], {
    env: { ...process.env, ALMANAC_APP: process.env.ALMANAC_APP || program("almanac-app"), ...environment },
  });
}
