// What `npm start` does on a machine without a screen: the main job, in the terminal, on samples/.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepo } from "./paths.mjs";
import { run } from "./run.mjs";

/** Reads the sample documents into a fresh profile, searches them and asks them a question. */
export async function tour(almanac) {
  const profile = mkdtempSync(join(tmpdir(), "almanac-tour-"));
  const step = async (...args) => {
    console.log(`\n$ almanac ${args.map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg)).join(" ")}`);
    await run(almanac, ["--data-dir", profile, ...args]);
  };
  console.log("There is no screen here, so this is Almanac's main job in the terminal.");
  await step("import", inRepo("samples"));
  await step("process", "--wait");
  await step("search", "--limit", "3", "when are plum trees pruned");
  await step("ask", "How long does larch last without paint?");
  await step("capture", "turn the compost tomorrow 5pm @garden");
  await step("list");
  console.log(`
The profile of this tour is ${profile}; your own begins empty: ${almanac} --help
To open the window, run \`npm start\` where there is a screen (DISPLAY or WAYLAND_DISPLAY is set).`);
}
