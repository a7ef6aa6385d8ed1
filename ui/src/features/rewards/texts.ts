import type { PointRules, PostingKind } from "../../api/bindings";

const points = (n: number) => (n === 1 ? "1 point" : `${n.toLocaleString("en-GB")} points`);

const subjects: Record<string, readonly [string, string]> = {
  task: ["task", "tasks"],
  project: ["project", "projects"],
  habit: ["day of a habit", "days of habits"],
  metric: ["milestone", "milestones"],
  goal: ["step of a goal", "steps of goals"],
};

export const texts = {
  title: "Rewards",
  points,
  balance: (n: number) => `${n.toLocaleString("en-GB")} ${n === 1 ? "point" : "points"} in the wallet`,
  owed: (n: number) =>
    `${points(n)} owed: they were spent, then their task was opened again. The next ones pay for it.`,
  rewards: "Rewards",
  none: {
    title: "No rewards yet",
    text: "Finished tasks earn points. Name something you like, give it a price, and have it when the points are there.",
  },
  add: "Add a reward",
  edit: "Edit",
  delete: "Delete",
  more: (name: string) => `More for ${name}`,
  redeem: "Redeem",
  ready: "Ready",
  missing: (n: number) => `${points(n)} to go`,
  again: (days: number) => (days === 1 ? "Tomorrow again" : `In ${days.toLocaleString("en-GB")} days`),
  taken: (n: number) =>
    n === 0 ? "Never redeemed" : n === 1 ? "Redeemed once" : `Redeemed ${n.toLocaleString("en-GB")} times`,
  towards: (name: string) => `Points towards ${name}`,
  form: {
    add: "New reward",
    edit: "Reward",
    name: "Name",
    namePlaceholder: "An evening with a film",
    notes: "Notes",
    price: "Price",
    priceHelp: "In points, 1 to 1,000,000.",
    cooldown: "Days between",
    cooldownHelp: "How many days have to pass until it can be redeemed again; 0 for none.",
    save: "Save",
    cancel: "Cancel",
  },
  weeks: "Points over the weeks",
  earned: "Earned",
  spent: "Spent",
  weeksSummary: (now: number, mean: number) =>
    `${points(now)} this week; ${points(mean)} in an ordinary week of this half year.`,
  ledger: "Ledger",
  ledgerNote: "Every point, in the order in which it came. Entries are only ever added.",
  columns: { day: "Day", what: "What", points: "Points", balance: "Balance" },
  ledgerEmpty: "Nothing yet. Finish a task, and its points stand here.",
  earlier: "Show earlier",
  rules: "What earns points",
  rulesNote: "A change counts from now on; what was earned keeps its price. A task with points of its own earns those.",
  reset: "Set back",
  use: "Use these rules",
  preview: (days: number, earned: number, would: number) =>
    earned === would
      ? `These rules change nothing: ${points(earned)} in the last ${days} days either way.`
      : `In the last ${days} days these rules would have earned ${points(would)} instead of ${earned.toLocaleString("en-GB")}.`,
  previewPart: (subject: string, count: number) => {
    const [one, many] = subjects[subject] ?? [subject, subject];
    return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
  },
  off: {
    title: "Rewards are switched off",
    text: "Nothing is shown, and what you finish still counts.",
    button: "Switch on",
  },
} as const;

export const ruleNames: Record<keyof PointRules, string> = {
  task: "A finished task",
  hour: "Each hour of its estimate",
  p1: "Priority 1, more",
  p2: "Priority 2, more",
  p3: "Priority 3, more",
  p4: "Priority 4, more",
  project: "A finished project",
  habit: "A day of a habit",
  milestone: "A milestone",
  goal: "An achieved goal",
};

export const kindNames: Record<PostingKind, string> = {
  earned: "",
  taken_back: "opened again",
  redeemed: "redeemed",
  returned: "given back",
  owed: "lent",
  settled: "debt paid",
};
