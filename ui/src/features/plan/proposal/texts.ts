import { isoOf, sayClock, sayMinutes, sayShortDay } from "../../../kit/time";

const day = (at: number) => sayShortDay(isoOf(new Date(at)));

export const proposalTexts = {
  plan: { day: "Plan my day", week: "Plan my week" },
  title: { day: (of: string) => `Proposal for ${of}`, week: (from: string) => `Proposal for 7 days from ${from}` },
  working: "Looking for a place for everything…",
  nothingWritten: "Nothing is written before you accept it.",
  accept: (chosen: number, all: number) => (chosen === all ? `Accept all ${all}` : `Accept ${chosen} of ${all}`),
  acceptOne: "Accept",
  noneChosen: "Nothing is chosen: tick a line below.",
  dismiss: "Dismiss",
  all: "All changes",
  list: "Proposed blocks",
  keys: "↑ ↓ choose a line, Space takes it or leaves it, P pins it.",
  counts: (counts: { new: number; moved: number; removed: number; kept: number }) =>
    [
      counts.new > 0 && `${counts.new} new`,
      counts.moved > 0 && `${counts.moved} moved`,
      counts.removed > 0 && `${counts.removed} taken out`,
      counts.kept > 0 && (counts.kept === 1 ? "1 stays" : `${counts.kept} stay`),
    ]
      .filter(Boolean)
      .join(" · "),
  time: (from: number, until: number) => `${sayClock(from)} – ${sayClock(until)}`,
  day,
  take: (title: string, at: number) => `${title}, ${day(at)} ${sayClock(at)}`,
  change: {
    new: "New",
    moved: (was: number, now: number) =>
      day(was) === day(now) ? `Moved from ${sayClock(was)}` : `Moved from ${day(was)} ${sayClock(was)}`,
    removed: "Taken out",
    kept: "Stays",
  },
  removedWhy: "it has no place any more, or needs less time",
  overlaps: (titles: readonly string[]) => `overlaps ${titles.join(", ")}, which would stay`,
  pin: (title: string) => `Pin ${title}: later plans leave it there`,
  proposed: "proposed",
  notChosen: "proposed, not chosen",
  goes: "would go from here",
  selected: { take: "Take it", leave: "Leave it", pin: "Pin", unpin: "Do not pin" },
  empty: {
    title: "Nothing to plan",
    text: "No open task asks for this time. Give a task a day, a deadline or a priority, and ask again.",
    keys: "c",
    keyText: "writes a task",
  },
  stands: { title: "The plan stands", text: "Every task keeps its place; nothing would change." },
  full: {
    title: "Not everything fits.",
    drop: (titles: readonly string[]) => `Without ${and(titles)} the rest has its place.`,
    shrink: (title: string, from: number, to: number) =>
      `Or if ${title} takes ${sayMinutes(to)}, not ${sayMinutes(from)}.`,
    noTime: "There is no working time left for it.",
    next: { day: "Plan the day after", week: "Plan the week after" },
  },
  unplanned: "Left out",
  open: (title: string) => `Open ${title}`,
};

function and(titles: readonly string[]): string {
  if (titles.length < 2) return titles.join("");
  return `${titles.slice(0, -1).join(", ")} and ${titles.at(-1)}`;
}
