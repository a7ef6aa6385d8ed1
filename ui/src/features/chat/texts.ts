import type { Citation, Generating } from "../../api/bindings";

export const texts = {
  title: "Chat",
  new: "New chat",
  find: "Find a chat",
  placeholder: "Ask about anything you keep here",
  label: "Your question",
  send: "Ask",
  stop: "Stop",
  you: "You",
  answer: "Answer",
  start: {
    title: "Ask your own data",
    text: "Answers come only from your tasks, notes and files, with the passage for every claim.",
  },
  notInData: "Not in your data",
  /** The chip says it already. */
  withoutVerdict: (text: string) =>
    text.replace(/^Not in your data: (\w)/, (_, first: string) => first.toUpperCase()).trim(),
  answeredBy: (who: string, ms: number | null, abstained: boolean) =>
    `${who === "extractive" ? (abstained ? "Looked through your data, no model used" : "Quoted from your data, no model used") : `Answered by ${who}`}${ms === null ? "" : ms < 1000 ? `, ${ms} ms` : `, ${(ms / 1000).toFixed(1)} s`}`,
  searched: (n: number) => `What was searched (${n} ${n === 1 ? "passage" : "passages"})`,
  queries: "Searched for",
  cited: "cited",
  score: "How well it fits the question, 0 to 1",
  states: {
    stopped: "Stopped. This is what had come.",
    interrupted: "Interrupted when the app closed. This is what had come.",
    failed: "The answer failed.",
  },
  again: "Ask again",
  pinned: "Pinned",
  pin: "Pin",
  unpin: "Unpin",
  rename: "Rename",
  delete: "Delete",
  scope: "Scope",
  everything: "Everything",
  scopeKinds: "Kinds",
  scopeTags: "Tags",
  scopeProjects: "Projects",
  clearScope: "Search everything",
  gone: "This chat is gone. Ctrl+Z brings it back.",
  page: (n: number) => `page ${n}`,
  noPassage: (n: number) => `Citation ${n}`,
} as const;

export const phaseNames: Record<Generating["phase"], string> = {
  searching: "Searching…",
  reading: "Reading…",
  writing: "Writing…",
};

export const supportNames: Record<Citation["support"], string> = {
  verbatim: "word for word in the source",
  supported: "supported by the source",
  weak: "only weakly supported: check the source",
};
