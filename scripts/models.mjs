// npm run models: fills the cache with the pinned weights, and reads all of them again.
import { ensureModels } from "./lib/models.mjs";
import { main } from "./lib/run.mjs";

main(async () => console.log(`The models are complete in ${await ensureModels({ check: true })}`));
