// npm run package: the installers of this system, with the command line and the models inside.
// `npm run package -- --debug` makes them of the unoptimised programs, to look at what they hold.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { buildApp, buildInterface } from "./lib/build.mjs";
import { ensureModels, MODELS } from "./lib/models.mjs";
import { ensurePackages } from "./lib/npm.mjs";
import { inRepo, program } from "./lib/paths.mjs";
import { main, run } from "./lib/run.mjs";
import { ensureSystem } from "./lib/system.mjs";

main(async (args) => {
  const release = !args.includes("--debug");
  await ensureSystem(["build", "window"]);
  await ensurePackages();
  const cache = await ensureModels();
  await buildInterface();
  await buildApp({ release });

  const models = inRepo("models");
  rmSync(models, { recursive: true, force: true });
  for (const { id, files } of MODELS) {
    mkdirSync(join(models, id), { recursive: true });
    for (const { name } of files) cpSync(join(cache, id, name), join(models, id, name));
  }
  // Only a package carries these, so only a package's configuration names them.
  const resources = Object.fromEntries(MODELS.map(({ id }) => [`../models/${id}/`, `models/${id}/`]));
  const commandLine = program("almanac", release ? "release" : "debug");
  const files = {
    "/usr/bin/almanac": commandLine,
    "/usr/share/metainfo/app.almanac.desktop.metainfo.xml": "linux/app.almanac.desktop.metainfo.xml",
    "/usr/share/icons/hicolor/scalable/apps/almanac-app.svg": "icons/icon.svg",
    "/usr/share/doc/almanac/copyright": "../LICENSE",
  };
  const overlay = { bundle: { resources, linux: { deb: { files }, rpm: { files } }, macOS: { files: { "MacOS/almanac": commandLine } } } };
  if (process.platform === "win32") resources[commandLine] = basename(commandLine);
  const configuration = join(models, "package.conf.json");
  writeFileSync(configuration, JSON.stringify(overlay));
  // Everything is built already, with the features that the tests had: nothing is compiled a second time.
  await run("npm", ["run", "--silent", "tauri", "--", "bundle", "--config", configuration, ...args]);
});
