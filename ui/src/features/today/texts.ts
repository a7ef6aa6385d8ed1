export const texts = {
  title: "Today",
  overdue: "Overdue",
  scheduled: "Scheduled",
  due: "Due",
  next: "Next",
  done: "Done today",
  inbox: (n: number) => (n === 1 ? "1 thing waits in the inbox" : `${n} things wait in the inbox`),
  inboxAction: "Sort it out",
  empty: {
    title: "Nothing is planned for today",
    text: "Write the first thing above, or choose from your tasks with a day.",
    keys: "d",
    keyText: "on any task gives it a day",
  },
  allDone: { title: "All done for today", text: "What you finished is below. The rest can wait." },
  almanac: (week: number, day: number, moon: string) => `Week ${week} · day ${day} · ${moon}`,
} as const;
