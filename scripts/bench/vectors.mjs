// The ten nearest of many vectors, beside exact and approximate indexes.
import { join } from "node:path";
import { run } from "../lib/run.mjs";
import { inRepo } from "../lib/paths.mjs";
import { contestant, median, ratio, recall, takeTurns } from "./contest.mjs";

const SIZES = [10_000, 100_000, 500_000];

export async function vectors({ folder, python, contest }) {
  const at = (n) => join(folder, `data-${n}`);
  for (const n of SIZES) await run(contest, ["vectors", at(n), String(n)]);
  const ours = (name, n) => contestant(name, contest, [name, at(n), String(n)]);
  const peer = (name, n) => contestant(name, python, [inRepo("scripts", "bench", "peers.py"), name, at(n), String(n)]);

  const n = 100_000;
  const mirror = await ours("mirror", n);
  const [vec0, faiss, hnswlib, packaged] = [await ours("vec0", n), await peer("faiss", n), await peer("hnswlib", n), await peer("sqlite-vec", n)];
  await takeTurns([mirror, vec0, faiss, hnswlib, packaged], 5);
  const found = recall(mirror.rounds[0].answers, faiss.rounds[0].answers);
  const graph = recall(hnswlib.rounds[0].answers, faiss.rounds[0].answers);
  const beside = (name, theirs, goal, note = "") => ({
    what: `vector search, 100k × 384, CPU time beside ${name}`,
    ours: `${median(mirror.rounds.map((r) => r.cpu_ms)).toFixed(3)} ms`,
    theirs: `${median(theirs.rounds.map((r) => r.cpu_ms)).toFixed(3)} ms${note}`,
    measured: ratio(mirror, theirs).toFixed(4),
    goal: `≤ ${goal}`,
    holds: ratio(mirror, theirs) <= goal,
    why: "Each query passes over the signs of all vectors, and reads from the file the few of which rounded numbers cannot tell whether they are among the ten.",
  });

  const small = await ours("mirror", SIZES[0]);
  const large = await ours("mirror", SIZES[2]);
  await takeTurns([small, large], 5);
  const exponent = Math.log(ratio(large, small)) / Math.log(SIZES[2] / SIZES[0]);
  return [
    { what: "vector search, 100k × 384, recall of the ten nearest", ours: found.toFixed(4), theirs: "1 (faiss flat)", measured: found.toFixed(4), goal: "≥ 0.99", holds: found >= 0.99 },
    beside("faiss flat 1.15.1", faiss, 0.08),
    beside("hnswlib 0.8.0", hnswlib, 2, ` at recall ${graph.toFixed(3)}`),
    beside("vec0 MATCH, compiled in", vec0, 1 / 80),
    beside("vec0 MATCH, sqlite-vec 0.1.9 package", packaged, 1 / 80),
    {
      what: "vector search, growth from 10k to 500k (exponent of CPU time)",
      ours: `${median(small.rounds.map((r) => r.cpu_ms)).toFixed(3)} → ${median(large.rounds.map((r) => r.cpu_ms)).toFixed(3)} ms`,
      theirs: "1 is proportional", measured: exponent.toFixed(3), goal: "0.9 to 1.05", holds: exponent >= 0.9 && exponent <= 1.05,
      why: "What a query costs at any size weighs at 10k, and at 500k the signs no longer fit into the processor's cache.",
    },
  ];
}
