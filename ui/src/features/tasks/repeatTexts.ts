import type { RepeatWay } from "../../api/bindings";

export const repeatTexts = {
  label: "Repeat",
  none: "None",
  often: "How often",
  presets: {
    daily: "Every day",
    weekdays: "Every weekday",
    weekly: (day: string) => `Every week on ${day}`,
    monthly: (day: string) => `Every month on the ${day}`,
    lastDay: "Every month on the last day",
    nth: (nth: string, day: string) => `Every month on the ${nth} ${day}`,
    yearly: (date: string) => `Every year on ${date}`,
    custom: "Custom…",
    kept: (words: string) => words,
  },
  every: "Every",
  units: { DAILY: "days", WEEKLY: "weeks", MONTHLY: "months", YEARLY: "years" },
  on: "On",
  way: "Counts from",
  ends: "Ends",
  end: { never: "Never", until: "On a day", count: "After a number of times" },
  lastDay: "Last day",
  times: "times",
  next: "The next five",
  nextFew: "All that come",
  save: "Repeat",
  stop: "Stop repeating",
  skip: "Skip this one",
  sign: (words: string) => `Repeats ${words}`,
  scope: {
    edit: "This task repeats. What is to change?",
    delete: "This task repeats. What is to be deleted?",
    this: "Only this time",
    following: "This and all that follow",
    allEdit: "All, also those done",
    allDelete: "All, also those done",
  },
} as const;

export const wayNames: Record<RepeatWay, string> = {
  skip_past: "The calendar, never a day past",
  fixed: "The calendar, days past too",
  from_completion: "The day it is completed",
};

const ORDINALS: Record<number, string> = {
  1: "1st",
  2: "2nd",
  3: "3rd",
  21: "21st",
  22: "22nd",
  23: "23rd",
  31: "31st",
};
export const ordinal = (n: number) => (n === -1 ? "last" : (ORDINALS[n] ?? `${n}th`));
