// npm run recurrence: random rules in nine time zones, expanded by `almanac rrule` and by python-dateutil, must agree.
// `npm run recurrence -- 20000 5545` names how many and the seed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRepo, program, target } from "./lib/paths.mjs";
import { main, Stopped } from "./lib/run.mjs";

const MOST = 1 << 30;

function run(program, args) {
  const done = spawnSync(program, args, { encoding: "utf8", maxBuffer: MOST });
  if (done.status !== 0) throw new Stopped(`${program} ${args.join(" ")}\n${done.error?.message ?? done.stderr}`);
  return done.stdout;
}

const rows = (text) => text.split("\n").filter(Boolean).map((line) => JSON.parse(line));

main(async ([count = "20000", seed = "5545"]) => {
  const folder = join(target(), "recurrence");
  mkdirSync(folder, { recursive: true });
  const python = join(folder, "venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  if (!existsSync(python)) run(process.platform === "win32" ? "python" : "python3", ["-m", "venv", join(folder, "venv")]);
  const scripts = inRepo("scripts", "recurrence");
  run(python, ["-m", "pip", "install", "--quiet", "-r", join(scripts, "requirements.txt")]);
  const asked = join(folder, "rules.jsonl");
  writeFileSync(asked, run(python, [join(scripts, "oracle.py"), count, seed]));
  const almanac = program("almanac");
  if (!existsSync(almanac)) throw new Stopped(`${almanac} is not there yet; build it with: cargo build --workspace --bins`);
  const found = new Map(rows(run(almanac, ["rrule", "--batch", asked])).map((answer) => [answer.id, answer]));
  const rules = rows(readFileSync(asked, "utf8"));
  const instants = (list) => list?.map((at) => Date.parse(at)).join();
  const missed = rules.filter((rule) => instants(found.get(rule.id)?.occurrences) !== instants(rule.expected));
  for (const rule of missed.slice(0, 20)) {
    console.log(`${rule.dtstart} ${rule.tz} ${rule.rule}\n  expected ${rule.expected.slice(0, 4)}\n  found    ${JSON.stringify(found.get(rule.id))?.slice(0, 200)}`);
  }
  const zones = new Set(rules.map((rule) => rule.tz)).size;
  console.log(`${rules.length - missed.length} of ${rules.length} rules in ${zones} zones as python-dateutil finds them (seed ${seed})`);
  if (missed.length > 0) throw new Stopped(`${missed.length} rules differ`);
});
