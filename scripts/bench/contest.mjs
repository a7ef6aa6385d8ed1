// Contestants that take turns: a round of one, a round of the other, and so on. What else the machine does
// meanwhile hits all alike, so the ratio of two rounds side by side says more than either time.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Starts a program that prints a line when it is ready, and a line for each line it is given. */
export async function contestant(name, command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"], ...options });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended before it answered`);
    return JSON.parse(value);
  };
  const ready = await next();
  return {
    name,
    ready,
    rounds: [],
    async round() {
      child.stdin.write("\n");
      const round = await next();
      this.rounds.push(round);
      return round;
    },
    async end() {
      child.stdin.end();
      await new Promise((resolve) => (child.exitCode === null ? child.once("close", resolve) : resolve()));
    },
  };
}

/** Lets all take turns. The first turn of each warms its caches and is not counted. */
export async function takeTurns(contestants, rounds) {
  for (const one of contestants) {
    await one.round();
    one.rounds.length = 0;
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const one of contestants) await one.round();
  }
  for (const one of contestants) await one.end();
}

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

export const percentile = (numbers, share) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
};

/** The median of the ratios of rounds that ran side by side. `of` says what is compared. */
export const ratio = (ours, theirs, of = (round) => round.cpu_ms) =>
  median(ours.rounds.map((round, at) => of(round) / of(theirs.rounds[at])));

/** The share of the true answers that were found. */
export function recall(found, truth) {
  let same = 0;
  let all = 0;
  for (const [at, answer] of truth.entries()) {
    if (at >= found.length) break;
    all += answer.length;
    same += answer.filter((id) => found[at].includes(id)).length;
  }
  return same / all;
}
