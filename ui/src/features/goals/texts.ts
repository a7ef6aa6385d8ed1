import type { Combine, Confidence, CriterionKind, GoalStatus } from "../../api/bindings";
import { sayDay } from "../../kit/time";

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const statusNames: Record<GoalStatus, string> = {
  active: "Active",
  paused: "Paused",
  achieved: "Achieved",
  dropped: "Dropped",
};

export const confidenceNames: Record<Confidence, string> = {
  on_track: "On track",
  at_risk: "At risk",
  off_track: "Off track",
};

export const kindNames: Record<CriterionKind, string> = {
  yes_no: "Yes or no",
  task_count: "Linked tasks done",
  counter: "Counted by hand",
  task_set: "A set of tasks",
  metric_at_least: "Metric at least",
  metric_at_most: "Metric at most",
  habit_strength: "Strength of a habit",
  habit_count: "A habit in the last days",
};

export const kindHelp: Record<CriterionKind, string> = {
  yes_no: "You say when it is so.",
  task_count: "So many tasks that are linked to the goal, or belong to a linked project.",
  counter: "You count on, whenever there is something to count.",
  task_set: "The share that is done, by effort where every task has one.",
  metric_at_least: "The newest value, on its way up from where it started.",
  metric_at_most: "The newest value, on its way down from where it started.",
  habit_strength: "How firmly the habit sits, from 0 to 100 per cent.",
  habit_count: "On how many of the last days it was done.",
};

export const combineNames: Record<Combine, string> = {
  all: "All of them",
  any: "One is enough",
  weights: "By weight",
};

export const texts = {
  title: "Goals",
  add: "New goal",
  none: {
    title: "No goals yet",
    text: "A goal is an outcome, and how you will know that it is reached. Progress then follows from what you do.",
  },
  noArea: "No area",
  all: "All goals",
  closed: "Achieved and dropped",
  share: (share: number) => `${Math.floor(share * 100 + 1e-9)} %`,
  unmeasured: "No criteria yet",
  by: (day: string) => `by ${sayDay(day)}`,
  likely: (day: string) => `likely ${sayDay(day)}`,
  behind: (n: number) => `${count(n, "goal is", "goals are")} behind`,
  gone: { title: "This goal is gone", text: "It was deleted. Ctrl+Z brings it back." },
  status: "Status",
  area: "Area",
  openArea: "Open area",
  parent: "Part of",
  noParent: "Nothing",
  start: "Start",
  target: "Target day",
  noTarget: "Without one it is never late",
  why: "Why",
  whyEmpty: "Why does it matter? What will be different?",
  name: "Outcome",
  nameHint: "Run a half marathon",
  delete: "Delete goal",
  create: "Add goal",
  cancel: "Cancel",
  save: "Save",
  criteria: {
    title: "How it is measured",
    edit: "Edit",
    help: "What you set holds from today on. Earlier days keep what held then.",
    how: "How will you know?",
    add: "Add a criterion",
    none: "Nothing is measured yet. Say how you will know that it is reached.",
    kind: "Measured by",
    name: "Name",
    nameHint: "Name (optional)",
    target: "How many",
    value: "Value",
    percent: "Per cent",
    days: "Days",
    base: "From (optional)",
    habit: "Habit",
    metric: "Metric",
    pick: "Choose one",
    weight: "Weight",
    project: "Of project",
    allLinked: "What is linked",
    remove: "Remove criterion",
    combine: "Reached when",
    count: "Add",
    amount: (name: string) => `Amount for ${name}`,
    yes: "Mark as reached",
    no: "Not reached after all",
    part: (part: number) => `${Math.round(part * 100)} % of the goal`,
  },
  chart: {
    title: "Progress",
    label: "Progress of the goal over time",
    progress: "Progress",
    expected: "Expected",
    band: "Forecast",
    target: "Reached",
    summary: (share: string, pace: string | null, likely: string | null) =>
      `${share} reached${pace ? `, ${pace}` : ""}.${likely ? ` At the rate of its own past it will be reached about ${likely}.` : ""}`,
    interval: (early: string, late: string | null, weeks: number) =>
      `Likely between ${sayDay(early)} and ${late ? sayDay(late) : "more than ten years from now"} (8 in 10), from the last ${count(weeks, "week", "weeks")}.`,
    none: (because: string) => `No forecast: ${because}.`,
    changed: (days: readonly string[]) =>
      `Its criteria or target changed on ${days.map((day) => sayDay(day)).join(", ")}.`,
  },
  milestone: (percent: number, day: string) => `${percent} % reached on ${sayDay(day)}`,
  milestones: "Milestones",
  contributions: {
    title: "What counts",
    none: "Nothing counts yet.",
    adds: (adds: number) => `+${(adds * 100).toFixed(adds < 0.0995 ? 1 : 0)} %`,
    takes: (adds: number) => `−${(Math.abs(adds) * 100).toFixed(1)} %`,
    would: (adds: number) => `would add ${(adds * 100).toFixed(0)} %`,
    open: "Still open",
    remove: (title: string) => `Remove the entry ${title}`,
    more: (n: number) => `Show ${n} more`,
  },
  links: {
    title: "Links",
    none: "Tasks, projects, habits and metrics that lead here.",
    addTask: "Link a task: type a part of its title",
    addOther: "Link a project, habit or metric",
    kinds: { task: "Task", project: "Project", habit: "Habit", metric: "Metric" },
    unlink: (title: string) => `Unlink ${title}`,
  },
  below: "Goals below",
  checkIns: {
    title: "Check-ins",
    status: "How sure are you?",
    note: "Check-in",
    hint: "What happened, what is in the way?",
    save: "Check in",
    remove: (day: string) => `Remove the check-in of ${day}`,
  },
} as const;
