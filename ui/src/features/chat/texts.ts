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
    `${who === "computed" ? "Counted from your data, no model used" : who === "extractive" ? (abstained ? "Looked through your data, no model used" : "Quoted from your data, no model used") : `Answered by ${who}`}${ms === null ? "" : ms < 1000 ? `, ${ms} ms` : `, ${(ms / 1000).toFixed(1)} s`}`,
  searched: (n: number) => `What was searched (${n} ${n === 1 ? "passage" : "passages"})`,
  counted: "What was counted",
  countedBy: "Counted by",
  legs: "Searched by",
  wordsOnly: "words alone",
  wordsAndMeaning: (model: string) => `words, and meaning (${model})`,
  searchTook: "Search took",
  judged: "Judged",
  judgement: (score: number, threshold: number) =>
    `${score < threshold ? "no answer" : "an answer"}: ${score.toFixed(2)}, and from ${threshold.toFixed(2)} on it is one`,
  sign: (name: string, value: number, weight: number) => `${name}: ${value.toFixed(2)} × ${weight.toFixed(2)}`,
  ranks: (words: number | null, meaning: number | null, likeness: number | null) =>
    [
      words === null ? "not found by words" : `no. ${words} by words`,
      meaning === null ? "not found by meaning" : `no. ${meaning} by meaning`,
      ...(likeness === null ? [] : [`likeness ${likeness.toFixed(2)}`]),
    ].join(", "),
  refused: "not cited",
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
  edit: "Edit and ask again",
  branch: "Branch from here",
  more: "More about this message",
  unsure: (weak: number, unsupported: number) =>
    [
      unsupported > 0 &&
        `${unsupported} ${unsupported === 1 ? "sentence is" : "sentences are"} not supported by a source`,
      weak > 0 && `${weak} only weakly`,
    ]
      .filter(Boolean)
      .join(", "),
  unsureWhy: "They are marked in the text; rest the pointer on one to see why.",
  scope: "Scope",
  narrowed: "Narrowed",
  oneItem: "One item",
  oneProject: "One project",
  from: (day: string) => `from ${day}`,
  until: (day: string) => `before ${day}`,
  takeOff: (text: string) => `Do not narrow to ${text}`,
  scopeDays: "Days",
  scopeFrom: "From",
  scopeTo: "to before",
  scopeUntil: "Before",
  scopeItems: "Items",
  findItem: "Find an item",
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
  unsupported: "not supported by the source",
};

export const signNames: Record<string, string> = {
  likeness: "likeness of the best sentence",
  coverage: "the question’s words in its passage",
  agreement: "agreement of words and meaning",
};
