import { sayClock, sayDay, sayMinutes } from "../../../kit/time";

const things = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

export const dayTexts = {
  step: (at: number, of: number) => `${at} of ${of}`,
  back: "Back",
  next: "Next",
  all: "All",
  row: (title: string) => `What becomes of ${title}`,
  choices: { done: "Done", today: "Today", tomorrow: "Tomorrow", someday: "Someday" },
  keys: { done: ".", today: "T", tomorrow: "Shift+T", someday: "S" },
  hint: (keys: readonly string[]) => `↑ ↓ choose a line; ${keys.join(", ")}. What is not decided stays as it is.`,
  since: (day: string) => `since ${sayDay(day)}`,
  due: (day: string) => `due ${sayDay(day)}`,
  minutes: sayMinutes,
  offer: {
    morning: (left: number, planned: number) =>
      [left > 0 && `${left} left over`, planned > 0 && `${things(planned, "task is", "tasks are")} for today`]
        .filter(Boolean)
        .join(", ") || "A new day, and nothing in it yet",
    evening: (done: number, open: number) => `${done} done today, ${open === 0 ? "nothing" : open} still open`,
    go: { morning: "Begin the day", evening: "Close the day" },
    decline: "Not today",
  },
  morning: {
    title: "Begin the day",
    left: "Left over",
    leftText: "Planned or due on an earlier day. Give each a day, or let it rest.",
    day: "What the day holds",
    planned: (used: number, minutes: number) => `${sayMinutes(used)} of ${sayMinutes(minutes)} planned`,
    noHours: (used: number) =>
      used > 0 ? `No working hours today, and ${sayMinutes(used)} planned` : "No working hours today",
    over: (minutes: number) => `${sayMinutes(minutes)} too much`,
    meter: "How full the day is",
    loose: (n: number, minutes: number, unknown: number) =>
      `${things(n, "task", "tasks")} without a time: ${[
        minutes > 0 && sayMinutes(minutes),
        unknown > 0 && `${unknown} without an estimate`,
      ]
        .filter(Boolean)
        .join(", ")}`,
    also: (habits: number, inbox: number) =>
      [
        habits > 0 && things(habits, "habit is due", "habits are due"),
        inbox > 0 && `${things(inbox, "thing waits", "things wait")} in the inbox`,
      ]
        .filter(Boolean)
        .join(", "),
    choose: "If there is time",
    nothing: "Nothing has this day yet. Take something from below, or begin with an empty page.",
    plan: "Plan my day",
    begin: "Begin without a plan",
  },
  evening: {
    title: "Close the day",
    done: "What was done",
    nothing: "Nothing was ticked off today. Some days are like that.",
    sum: (done: number, minutes: number, points: number | null) =>
      [
        things(done, "task", "tasks"),
        minutes > 0 && `${sayMinutes(minutes)} of focus`,
        points !== null && points > 0 && things(points, "point", "points"),
      ]
        .filter(Boolean)
        .join(" · "),
    left: "What was not",
    leftText: "Give each another day, or let it rest.",
    close: "A line about the day",
    line: "Line for the logbook",
    placeholder: "What will you want to remember?",
    first: "First tomorrow",
    firstNone: "Nothing chosen",
    there: (title: string, at: number) => `${title} stands at ${sayClock(at)}.`,
    at: (from: number, until: number) => `It gets ${sayClock(from)} – ${sayClock(until)}, pinned.`,
    noRoom: "Tomorrow has no free working time; it gets only the day.",
    finish: "Close the day",
  },
};
