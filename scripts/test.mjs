// npm test: every check, from a bare clone. Stages can be chosen: `npm test -- rust ui`.
import { ensureModels } from "./lib/models.mjs";
import { ensurePackages } from "./lib/npm.mjs";
import { main, Stopped } from "./lib/run.mjs";
import { STAGES } from "./lib/stages.mjs";
import { ensureSystem } from "./lib/system.mjs";

main(async (args) => {
  const chosen = args.length > 0 ? args : Object.keys(STAGES);
  const unknown = chosen.filter((name) => !(name in STAGES));
  if (unknown.length > 0) throw new Stopped(`There is no stage ${unknown.join(", ")}; there are ${Object.keys(STAGES).join(", ")}.`);

  const stages = chosen.map((name) => ({ name, ...STAGES[name] }));
  await ensureSystem([...new Set(stages.flatMap(({ needs }) => needs))]);
  await ensurePackages();
  if (stages.some(({ models }) => models)) await ensureModels();

  const failures = [];
  const total = { passed: 0, failed: 0 };
  for (const { name, checks } of stages) {
    const result = await runStage(checks);
    total.passed += result.passed;
    total.failed += result.failed;
    if (result.failed > 0) failures.push(`${name} (${result.at.join(", ")})`);
    console.log(`\n== ${name}: ${result.passed} passed, ${result.failed} failed, ${result.seconds} s`);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  if (failures.length > 0) throw new Stopped(`Failed: ${failures.join("; ")}`);
});

/** Runs the checks of one stage. A check that cannot be carried out counts as one that failed. */
async function runStage(checks) {
  const began = Date.now();
  const sum = { passed: 0, failed: 0, at: [] };
  for (const [name, check] of checks) {
    console.log(`\n-- ${name}`);
    const result = await check().catch((error) => {
      console.error(error instanceof Stopped ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    sum.passed += result.passed;
    sum.failed += result.failed;
    if (result.failed > 0) sum.at.push(name);
  }
  return { ...sum, seconds: Math.round((Date.now() - began) / 1000) };
}
