// Passages into vectors, beside ONNX Runtime with the same graph.
import { join } from "node:path";
import { inRepo } from "../lib/paths.mjs";
import { run } from "../lib/run.mjs";
import { contestant, median, ratio, takeTurns } from "./contest.mjs";

const N = 100_000;

export async function embedding({ folder, python, contest }) {
  const data = join(folder, `data-${N}`);
  await run(contest, ["profile", data, String(N)]);
  const minilm = await contestant("minilm", contest, ["minilm", data, String(N)]);
  const peer = (name) => contestant(name, python, [inRepo("scripts", "bench", "peers.py"), name, data, String(N)]);
  const [full, int8] = [await peer("onnxruntime"), await peer("onnxruntime-int8")];
  await takeTurns([minilm, full, int8], 5);
  const row = (name, theirs) => ({
    what: `embedding a passage, one thread, beside ${name}`,
    ours: `${median(minilm.rounds.map((r) => r.cpu_ms)).toFixed(1)} ms`,
    theirs: `${median(theirs.rounds.map((r) => r.cpu_ms)).toFixed(1)} ms`,
    measured: ratio(minilm, theirs).toFixed(2), goal: "≤ 1.05", holds: ratio(minilm, theirs) <= 1.05,
    why: "The pure Rust runtime multiplies in full precision; eight-bit numbers in the same runtime gained a fifth.",
  });
  return [row("ONNX Runtime, full precision", full), row("ONNX Runtime, int8 per channel", int8)];
}
