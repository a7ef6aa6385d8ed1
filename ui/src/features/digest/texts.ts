export const texts = {
  title: "Digest",
  nothing: {
    title: "Nothing is due, planned or new",
    text: "When a task is planned, something comes in or a deadline nears, it stands here in the morning.",
  },
  more: (n: number) => `and ${n} more`,
  earlier: "The day before",
  later: "The day after",
  note: "Computed from your own rows; no model is asked.",
} as const;
