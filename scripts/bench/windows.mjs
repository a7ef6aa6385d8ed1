// The window: from start to shown, and the memory that it keeps, beside the barest window with a web view.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { inRepo } from "../lib/paths.mjs";
import { ask, run, Stopped } from "../lib/run.mjs";
import { median } from "./contest.mjs";
import { app } from "./programs.mjs";

const N = 100_000;

export async function windows({ folder, contest }) {
  const data = join(folder, `data-${N}`);
  await run(contest, ["profile", data, String(N)]);
  const bare = join(folder, "bare");
  const flags = ask("pkg-config", ["--cflags", "--libs", "webkit2gtk-4.1"]).split(/\s+/);
  await run("cc", ["-O2", "-o", bare, inRepo("scripts", "bench", "bare.c"), ...flags]);
  // A screen and a session bus of their own, and one process that starts everything in turn.
  const plan = { app: app(), bare, full: join(data, "home"), empty: join(folder, "empty-home"), rounds: 7 };
  const { status, stdout } = spawnSync(
    "xvfb-run",
    ["-a", "-s", "-screen 0 1280x900x24", "dbus-run-session", "--", process.execPath, inRepo("scripts", "bench", "starts.mjs"), JSON.stringify(plan)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status !== 0) throw new Stopped("The windows could not be measured.");
  const seen = JSON.parse(stdout.trim().split("\n").at(-1));
  const beside = (one, other, field) => median(one.map((round, at) => round[field] / other[at][field]));
  const middle = (rounds, field) => median(rounds.map((round) => round[field]));
  const row = (what, one, other, field, unit, goal, why) => ({
    what, why, ours: `${middle(one, field).toFixed(0)} ${unit}`, theirs: `${middle(other, field).toFixed(0)} ${unit}`,
    measured: beside(one, other, field).toFixed(2), goal: `≤ ${goal}`, holds: beside(one, other, field) <= goal,
  });
  return [
    row("start to shown with 100k tasks and passages, beside a bare web view (clock)", seen.full, seen.bare, "shown", "ms", 1.6,
      "The interface is a program and not a page."),
    row("start to shown with 100k tasks and passages, beside an empty profile (clock)", seen.full, seen.empty, "shown", "ms", 1.1),
    row("memory after ten idle seconds with 100k tasks and passages, all processes, beside a bare web view", seen.full, seen.bare, "memory", "MB", 1.4,
      "The interface is a program and not a page: its scripts and what they keep are most of the difference, the core is the rest."),
  ];
}
