// npm run bench: Almanac beside its peers, in one run on one machine; the table goes to docs/benchmarks.md.
// `npm run bench -- vectors text` measures only some parts and prints them.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { embedding } from "./bench/embedding.mjs";
import { buildContest, ensurePeers } from "./bench/programs.mjs";
import { page } from "./bench/page.mjs";
import { pages } from "./bench/pages.mjs";
import { questions } from "./bench/questions.mjs";
import { vectors } from "./bench/vectors.mjs";
import { windows } from "./bench/windows.mjs";
import { writes } from "./bench/writes.mjs";
import { ensureModels } from "./lib/models.mjs";
import { ensurePackages } from "./lib/npm.mjs";
import { inRepo, target } from "./lib/paths.mjs";
import { main, Stopped } from "./lib/run.mjs";
import { ensureSystem } from "./lib/system.mjs";

const PARTS = { vectors, text: questions, embedding, writes, pages, window: windows };

main(async (chosen) => {
  const unknown = chosen.filter((name) => !(name in PARTS));
  if (unknown.length > 0) throw new Stopped(`There is no part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}.`);
  await ensureSystem(["build", "window", "test"]);
  await ensurePackages();
  await ensureModels();
  const folder = join(target(), "bench");
  mkdirSync(folder, { recursive: true });
  const python = await ensurePeers(folder);
  const contest = await buildContest();
  const rows = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    console.log(`\n— ${name}`);
    for (const row of await part({ folder, python, contest })) {
      console.log(`${row.what}: ${row.measured} (goal ${row.goal}) ${row.holds ? "holds" : "MISSED"}`);
      rows.push(row);
    }
  }
  const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const text = page({ machine, rows });
  if (chosen.length === 0) writeFileSync(inRepo("docs", "benchmarks.md"), text);
  else console.log(`\n${text}`);
});
