// Models and the processing queue of the made-up core.
import type { ModelState, Processing, Server } from "../../api/bindings";

export function sampleModels(): ModelState[] {
  const model = (
    id: string,
    title: string,
    purpose: ModelState["purpose"],
    rest: Partial<ModelState> = {},
  ): ModelState => ({
    id,
    title,
    purpose,
    provider: id.startsWith("ollama:") ? "ollama" : id.startsWith("server:") ? "server" : "built_in",
    licence: "Apache-2.0",
    bytes: 0,
    on_disk: 0,
    installed: true,
    damaged: false,
    pulling: false,
    active: false,
    weak: false,
    refused: null,
    probe: null,
    note: null,
    ...rest,
  });
  const here = (bytes: number) => ({ bytes, on_disk: bytes });
  return [
    model("builtin:all-minilm-l6-v2", "all-MiniLM-L6-v2", "embed", { ...here(91_000_000), active: true }),
    model("builtin:smollm2-135m-instruct", "SmolLM2 135M", "chat", { ...here(98_000_000), weak: true }),
    model("builtin:qwen3-1.7b", "Qwen3 1.7B", "chat", { bytes: 1_280_000_000, on_disk: 320_000_000, installed: false }),
    model("builtin:qwen3-4b", "Qwen3 4B", "chat", {
      bytes: 2_500_000_000,
      installed: false,
      refused: "Needs about 3.7 GB of memory, and this computer has 2.1 GB",
    }),
    model("ollama:gemma3:4b", "gemma3:4b", "chat", {
      ...here(3_300_000_000),
      licence: null,
      probe: {
        json: true,
        tools: false,
        context_tokens: 8192,
        tokens_per_second: 21,
        note: "It cannot use tools, so it can answer but not act.",
      },
    }),
    model("server:Groq/llama-3.3-70b", "llama-3.3-70b", "chat", { licence: null }),
  ];
}

export function sampleServers(): Server[] {
  const id = (n: number) => n as Server["id"];
  const common = { unencrypted: false, refused: null };
  return [
    {
      ...common,
      id: id(1),
      name: "Groq",
      address: "https://api.groq.com/openai/v1",
      local: false,
      key: "keychain",
      models: ["llama-3.3-70b", "gpt-oss-120b"],
    },
    {
      ...common,
      id: id(2),
      name: "LM Studio",
      address: "http://127.0.0.1:1234/v1",
      local: true,
      key: null,
      models: [],
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
