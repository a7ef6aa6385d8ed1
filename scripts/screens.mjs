// npm run screens: pictures of every page in the real window, light and dark, into docs/screens.
import { buildApp, buildInterface } from "./lib/build.mjs";
import { journeys } from "./lib/journeys.mjs";
import { ensureModels } from "./lib/models.mjs";
import { ensurePackages } from "./lib/npm.mjs";
import { inRepo } from "./lib/paths.mjs";
import { main, Stopped } from "./lib/run.mjs";
import { ensureSystem } from "./lib/system.mjs";

main(async () => {
  await ensureSystem(["build", "window", "test"]);
  await ensurePackages();
  await ensureModels();
  await buildInterface();
  await buildApp({ tests: true });
  const { code } = await journeys({ file: inRepo("ui", "e2e", "pictures.mjs"), environment: { ALMANAC_SCREENS: inRepo("docs", "screens") } });
  if (code !== 0) throw new Stopped("The pictures are not complete.");
});
