// Starts windows in turn and measures each: when it shows, and what it weighs ten seconds later.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";

const plan = JSON.parse(process.argv[2]);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const IDLE_MS = 10_000;
const PATIENCE_MS = 60_000;

/** The memory of a process and all that it started, in MB; what several share is divided among them. */
function memory(root) {
  const parents = new Map();
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, "utf8");
      parents.set(Number(id), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const ours = (id) => id === root || (parents.has(id) && ours(parents.get(id)));
  let kilobytes = 0;
  for (const id of [...parents.keys()].filter(ours)) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    } catch {
      // It ended while we looked.
    }
  }
  return kilobytes / 1024;
}

const visible = (title) => spawnSync("xdotool", ["search", "--onlyvisible", "--name", `^${title}$`]).status === 0;

async function start(title, command, home) {
  mkdirSync(home, { recursive: true });
  const began = performance.now();
  const child = spawn(command, [], {
    stdio: "ignore",
    detached: true,
    env: { ...process.env, XDG_DATA_HOME: home, XDG_CONFIG_HOME: `${home}-config`, NO_AT_BRIDGE: "1", WEBKIT_DISABLE_DMABUF_RENDERER: "1" },
  });
  while (!visible(title)) {
    if (performance.now() - began > PATIENCE_MS) throw new Error(`${title} did not show`);
    await pause(5);
  }
  const shown = performance.now() - began;
  await pause(IDLE_MS);
  const weight = memory(child.pid);
  process.kill(-child.pid, "SIGTERM");
  await new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once("close", resolve) : resolve()));
  await pause(500);
  return { shown, memory: weight };
}

const seen = { bare: [], full: [], empty: [] };
for (let round = 0; round <= plan.rounds; round += 1) {
  const one = {
    bare: await start("Bare", plan.bare, `${plan.empty}-bare`),
    full: await start("Almanac", plan.app, plan.full),
    empty: await start("Almanac", plan.app, plan.empty),
  };
  // The first round warms the disk's cache.
  if (round > 0) for (const name of Object.keys(seen)) seen[name].push(one[name]);
}
console.log(JSON.stringify(seen));
