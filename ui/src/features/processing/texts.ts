export const texts = {
  title: "Processing",
  note: "Reading, cutting into passages and finding by meaning happen on this computer. Only pages that you keep are fetched.",
  pause: "Pause",
  resume: "Resume",
  paused: "Paused. Nothing is being read until you resume.",
  idle: "All done. Nothing is waiting.",
  waitingFor: "Waiting for the next thing to do.",
  passages: (done: number, all: number) =>
    `${done.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")} passages can be found by meaning`,
  rate: (n: number) => `${n.toLocaleString("en-GB")} in the last minute`,
  remaining: (text: string) => `${text} left`,
  embedder: (name: string) => `Model: ${name}`,
  running: "Now",
  queued: "Next",
  queuedMore: (n: number) => `and ${n.toLocaleString("en-GB")} more`,
  attention: "Needs attention",
  retry: "Retry",
  retryAll: "Retry all",
  attempts: (n: number) => `${n.toLocaleString("en-GB")} ${n === 1 ? "try" : "tries"}`,
  done: (n: number) => `${n.toLocaleString("en-GB")} ${n === 1 ? "step" : "steps"} done`,
  fetched: "Fetched from the web",
  fetchedNote: "Every address that was asked for a page, also when it was refused.",
  none: {
    title: "Nothing to process",
    text: "Add files to Knowledge and they are read here, one after the other.",
    keys: "g k",
    keyText: "opens Knowledge",
  },
} as const;

/** What a kind of job does, in a word. */
export const kindNames: Record<string, string> = {
  fetch: "Fetch",
  extract: "Read",
  embed: "Understand",
  embed_task: "Understand",
  reindex: "Index anew",
};
