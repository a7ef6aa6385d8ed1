// Natural questions: over words alone, and from text in to twenty results out.
import { join } from "node:path";
import { inRepo } from "../lib/paths.mjs";
import { run } from "../lib/run.mjs";
import { contestant, median, ratio, takeTurns } from "./contest.mjs";

const N = 100_000;

export async function questions({ folder, python, contest }) {
  const data = join(folder, `data-${N}`);
  await run(contest, ["profile", data, String(N)]);
  const ours = (name) => contestant(name, contest, [name, data, String(N)]);
  const peer = (name) => contestant(name, python, [inRepo("scripts", "bench", "peers.py"), name, data, String(N)]);

  // MiniLM's graph for the engines, if it was not written yet.
  await (await ours("minilm")).end();

  const [words, bm25] = [await ours("words"), await ours("bm25")];
  await takeTurns([words, bm25], 5);
  const lists = (one) => one.rounds[0].answers;
  const same = lists(words).filter((list, at) => String([...list].sort()) === String([...lists(bm25)[at]].sort())).length;
  const all = lists(words).length;

  const hybrid = await ours("hybrid");
  const parts = [await peer("onnxruntime-question"), await peer("onnxruntime-int8-question"), await peer("hnswlib"), await peer("tantivy")];
  await takeTurns([hybrid, ...parts], 5);
  const cost = (one) => median(one.rounds.map((round) => round.cpu_ms));
  const [full, int8, graph, text] = parts;
  const encoder = cost(full) < cost(int8) ? full : int8;
  const sum = hybrid.rounds.map((round, at) => round.cpu_ms / (encoder.rounds[at].cpu_ms + graph.rounds[at].cpu_ms + text.rounds[at].cpu_ms));
  return [
    {
      what: "natural questions over 100k passages, words only, beside FTS5 in the order of bm25()",
      ours: `${cost(words).toFixed(2)} ms`, theirs: `${cost(bm25).toFixed(2)} ms`,
      measured: ratio(words, bm25).toFixed(3), goal: "≤ 0.1", holds: ratio(words, bm25) <= 0.1,
    },
    {
      what: "the same: questions with the same ten passages", ours: `${same} of ${all}`, theirs: `${all}`,
      measured: (same / all).toFixed(3), goal: "1", holds: same === all,
    },
    {
      what: "text in, twenty results out at 100k, beside the sum of the best parts (ONNX Runtime + hnswlib + tantivy)",
      ours: `${cost(hybrid).toFixed(2)} ms`, theirs: `${cost(encoder).toFixed(2)} + ${cost(graph).toFixed(2)} + ${cost(text).toFixed(2)} ms`,
      measured: median(sum).toFixed(2), goal: "≤ 2.5", holds: median(sum) <= 2.5,
      why: "Most of it is the embedding of the question (see there).",
    },
  ];
}
