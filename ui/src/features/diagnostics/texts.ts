export const texts = {
  title: "Diagnostics",
  note: "How this program and your data are. No word of what you wrote is on this page, so it may be sent to somebody who helps.",
  copy: "Copy as text",
  copied: "The diagnostics are on the clipboard.",
  refresh: "Look again",
  log: "Show the log",
  data: "Show the data folder",
  health: { good: "in order", attention: "needs a look" },
  head: (when: string) => `Almanac diagnostics, ${when}`,
} as const;
