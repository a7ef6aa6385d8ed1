// Models and the processing queue of the made-up core.
import type { ModelState, Processing } from "../../api/bindings";

export function sampleModels(): ModelState[] {
  return [
    {
      id: "builtin:all-minilm-l6-v2",
      title: "MiniLM L6",
      purpose: "embed",
      provider: "built_in",
      licence: "Apache-2.0",
      bytes: 45_200_000,
      installed: true,
      active: true,
      weak: false,
      note: null,
    },
    {
      id: "builtin:arctic-xs",
      title: "Arctic Embed XS",
      purpose: "embed",
      provider: "built_in",
      licence: "Apache-2.0",
      bytes: 45_900_000,
      installed: false,
      active: false,
      weak: false,
      note: "finds a little better, same speed",
    },
    {
      id: "builtin:smollm2-135m-instruct",
      title: "SmolLM2 135M",
      purpose: "chat",
      provider: "built_in",
      licence: "Apache-2.0",
      bytes: 98_000_000,
      installed: true,
      active: false,
      weak: true,
      note: null,
    },
    {
      id: "builtin:qwen3-1.7b",
      title: "Qwen3 1.7B",
      purpose: "chat",
      provider: "built_in",
      licence: "Apache-2.0",
      bytes: 1_280_000_000,
      installed: false,
      active: false,
      weak: false,
      note: "needs about 2 GB of memory",
    },
    {
      id: "ollama:gemma3:4b",
      title: "gemma3:4b",
      purpose: "chat",
      provider: "ollama",
      licence: null,
      bytes: 3_300_000_000,
      installed: true,
      active: false,
      weak: false,
      note: null,
    },
  ];
}

export function sampleProcessing(): Processing {
  const job = (
    id: number,
    state: Processing["jobs"][number]["state"],
    kind: string,
    title: string,
    error: string | null = null,
  ) => ({
    id: id as Processing["jobs"][number]["id"],
    kind,
    key: id,
    title,
    state,
    attempts: error ? 3 : 1,
    run_at: Date.now(),
    error,
  });
  return {
    paused: false,
    queued: 36,
    running: 1,
    done: 118,
    needs_attention: 2,
    jobs: [
      job(1, "running", "embed", "Reed 2021, Timber drying in small kilns.pdf"),
      job(
        2,
        "needs_attention",
        "extract",
        "scan-0042.pdf",
        "The file is encrypted. Save a copy without a password and add it again.",
      ),
      job(
        3,
        "needs_attention",
        "extract",
        "notes-old.html",
        "The reader stopped three times on this file. It is left out; the others go on.",
      ),
      ...["Moisture meter manual.pdf", "Joinery, chapter 3.md", "Letter to the council.md", "Kiln schedule.html"].map(
        (title, n) => job(10 + n, "queued", n % 2 ? "extract" : "embed", title),
      ),
    ],
    embedder: "all-minilm-l6-v2",
    passages: 1842,
    embedded: 1310,
    per_minute: 412,
    remaining_seconds: 78,
  };
}
