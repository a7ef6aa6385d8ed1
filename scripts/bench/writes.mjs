// Writes that somebody waits for. Time on the clock, because they wait for the disk.
import { join } from "node:path";
import { run } from "../lib/run.mjs";
import { contestant, median, percentile, ratio, takeTurns } from "./contest.mjs";

const N = 100_000;

export async function writes({ folder, contest }) {
  const data = join(folder, `data-${N}`);
  await run(contest, ["profile", data, String(N)]);
  const ours = (name) => contestant(name, contest, [name, data, String(N)]);
  const [commit, bare] = [await ours("commit"), await ours("bare-commit")];
  await takeTurns([commit, bare], 5);
  const [foreground, two] = [await ours("foreground"), await ours("two-connections")];
  await takeTurns([foreground, two], 5);
  const middle = (round) => median(round.waits);
  const slow = (round) => percentile(round.waits, 0.95);
  const row = (what, one, other, of, goal, why) => ({
    what, why, ours: `${median(one.rounds.map(of)).toFixed(2)} ms`, theirs: `${median(other.rounds.map(of)).toFixed(2)} ms`,
    measured: ratio(one, other, of).toFixed(3), goal: `≤ ${goal}`, holds: ratio(one, other, of) <= goal,
  });
  return [
    row("a task created and on the disk, beside a bare synced commit of one row (median wait)", commit, bare, middle, 1.1,
      "The task is checked, logged for undo and indexed: that changes nineteen pages of the file, of 16 KiB each, where the bare row changes one of 4 KiB."),
    row("the same while the queue stores vectors, beside two connections with a busy time-out (p95 wait)", foreground, two, slow, 0.15,
      "Both do the same work on the same data; ours waits for one vector at most, and then for the disk to sync what the queue has left in the log."),
  ];
}
