// What the pages cost the core, and how that grows with a life.
import { join } from "node:path";
import { run } from "../lib/run.mjs";
import { contestant, median, ratio, takeTurns } from "./contest.mjs";

const SIZES = [1_000, 10_000, 100_000];
const PAGES = {
  today: "Today",
  tasks: "Tasks, the most urgent first",
  "every-task": "Tasks, done ones too, the most urgent first",
  habits: "Habits",
  metrics: "Metrics",
  goals: "Goals",
  rewards: "Rewards",
  review: "the weekly review",
};
// Milliseconds of processor time.
const MOST = 100;

export async function pages({ folder, contest }) {
  for (const size of SIZES) await run(contest, ["life", join(folder, `life-${size}`), String(size)]);
  const rows = [];
  for (const [page, name] of Object.entries(PAGES)) {
    const sizes = [];
    for (const size of SIZES) {
      sizes.push(await contestant(page, contest, [`page-${page}`, join(folder, `life-${size}`), String(size)]));
    }
    await takeTurns(sizes, 5);
    const [small, middle, large] = sizes.map(({ rounds }) => median(rounds.map((round) => round.cpu_ms)));
    // n log n from 1,000 to 100,000 things: a hundred times the things, each with 5/3 of the steps.
    const exponent = Math.log(ratio(sizes[2], sizes[0])) / Math.log(SIZES[2] / SIZES[0]);
    const most = 1 + Math.log(5 / 3) / Math.log(SIZES[2] / SIZES[0]);
    const ms = (time) => `${time.toFixed(1)} ms`;
    rows.push({
      what: `${name}: core time with 100k tasks`, ours: ms(large), theirs: `${ms(small)} at 1k, ${ms(middle)} at 10k`,
      measured: `${large.toFixed(0)} ms`, goal: `≤ ${MOST} ms`, holds: large <= MOST,
    });
    rows.push({
      what: `${name}: growth from 1k to 100k tasks (exponent)`, ours: `${ms(small)} → ${ms(large)}`, theirs: "n log n is 1.11",
      measured: exponent.toFixed(2), goal: `≤ ${most.toFixed(2)}`, holds: exponent <= most,
    });
  }
  return rows;
}
