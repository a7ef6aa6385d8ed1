import type { Focus } from "../../api/bindings";

/** The customary length of a stretch. */
export const FOCUS_MINUTES = 25;

/** What the timer shows: "12:04", "12:04 / 25:00", and whether the planned time is over. */
export function clock(focus: Pick<Focus, "started_at" | "planned_minutes">, now: number) {
  const seconds = Math.max(0, Math.floor((now - focus.started_at) / 1000));
  const planned = focus.planned_minutes;
  if (planned === null) return { text: spoken(seconds), over: false };
  return { text: `${spoken(seconds)} / ${spoken(planned * 60)}`, over: seconds >= planned * 60 };
}

function spoken(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
