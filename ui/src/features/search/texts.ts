import type { Hit, QueryType, SearchMode } from "../../api/bindings";

export const texts = {
  title: "Search",
  results: "Results",
  placeholder: "Search tasks, notes, files and chats",
  label: "Search everything",
  modes: [
    { value: "hybrid", label: "Both" },
    { value: "text", label: "Words" },
    { value: "vector", label: "Meaning" },
  ] satisfies { value: SearchMode; label: string }[],
  mode: "How to search",
  took: (n: number, ms: number) =>
    `${n} ${n === 1 ? "result" : "results"} in ${ms < 1 ? "under 1" : Math.round(ms)} ms`,
  none: (query: string) => `Nothing found for “${query}”`,
  noneText: "Try other words, or search by meaning. Files that are still being read appear when they are done.",
  start: {
    title: "One box for everything",
    text: 'Words, names, or a whole question. Add type:pdf, tag:home, is:open, in:project, before:2026-12-31, -without or "an exact phrase".',
    keys: "/",
    keyText: "comes here from anywhere",
  },
  explain: "Why this result",
  ask: "Ask instead",
  explainRows: { text: "Words", vector: "Meaning", fused: "Together" },
  where: (heading: string | null, page: number | null, start: number, end: number) =>
    `The passage shown: ${[heading, page === null ? null : `page ${page}`, `characters ${start} to ${end}`].filter(Boolean).join(", ")}.`,
  offers: "What could stand here",
  rank: (rank: number | null, score: number | null) =>
    rank === null ? "not found this way" : `place ${rank}${score === null ? "" : `, score ${score.toFixed(3)}`}`,
  page: (n: number) => `page ${n}`,
} as const;

export const kindNames: Record<Hit["kind"], string> = {
  item: "Knowledge",
  task: "Task",
  message: "Chat",
  project: "Project",
  entry: "Logbook",
  metric: "Metric",
  habit: "Habit",
  goal: "Goal",
};

export const typeNames: Record<QueryType, string> = {
  lookup: "",
  question: "read as a question",
  overview: "read as an overview",
  count: "read as a count",
  filter: "read as a filter",
  empty: "",
};
