// npm run package: the installers of this system, with the command line and the models inside.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildCommandLine, buildInterface } from "./lib/build.mjs";
import { ensureModels, MODELS } from "./lib/models.mjs";
import { ensurePackages } from "./lib/npm.mjs";
import { inRepo } from "./lib/paths.mjs";
import { main, run } from "./lib/run.mjs";
import { ensureSystem } from "./lib/system.mjs";

main(async (args) => {
  await ensureSystem(["build", "window"]);
  await ensurePackages();
  const cache = await ensureModels();
  await buildInterface();
  const commandLine = await buildCommandLine({ release: true });

  const models = inRepo("models");
  rmSync(models, { recursive: true, force: true });
  for (const { id, files } of MODELS) {
    mkdirSync(join(models, id), { recursive: true });
    for (const { name } of files) cpSync(join(cache, id, name), join(models, id, name));
  }
  // Only a package carries these, so only a package's configuration names them.
  const files = { "/usr/bin/almanac": commandLine };
  const overlay = { bundle: { resources: Object.fromEntries(MODELS.map(({ id }) => [`../models/${id}/`, `models/${id}/`])), linux: { deb: { files }, rpm: { files } } } };
  const configuration = join(models, "package.conf.json");
  writeFileSync(configuration, JSON.stringify(overlay));
  await run("npm", ["run", "--silent", "tauri", "--", "build", "--config", configuration, ...args]);
});
