// npm start: makes sure that everything is there, builds Almanac and opens it. `-- --release` builds
// the fast program; anything after it goes to the app. Without a screen, the same core does its main
// job in the terminal on the documents in samples/.
import { buildApp, buildCommandLine, buildInterface } from "./lib/build.mjs";
import { ensureModels } from "./lib/models.mjs";
import { ensurePackages } from "./lib/npm.mjs";
import { main, run } from "./lib/run.mjs";
import { ensureSystem, hasDisplay } from "./lib/system.mjs";
import { tour } from "./lib/tour.mjs";

main(async (args) => {
  const release = args.includes("--release");
  const rest = args.filter((arg) => arg !== "--release");
  if (!hasDisplay()) {
    await ensureSystem(["build"]);
    await ensureModels();
    return tour(await buildCommandLine({ release }));
  }
  await ensureSystem(["build", "window"]);
  await ensurePackages();
  await ensureModels();
  await buildInterface();
  await run(await buildApp({ release }), rest);
});
