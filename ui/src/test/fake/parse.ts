// A few words of the capture language, so that chips can be seen. The grammar itself lives in the core.
import type { Dismissed, ParsedLine, Span, SpanKind } from "../../api/bindings";
import { addDays, dateOf, sayShortDay } from "../../kit/time";
import { TODAY } from "./world";

const WORDS: [RegExp, SpanKind, (match: RegExpExecArray) => string][] = [
  [/(?<!\S)(today|tomorrow)(?: (\d{1,2})(am|pm))?(?!\S)/i, "date", (m) => sayDate(m)],
  [/(?<!\S)every (day|weekday|week|month|mon|fri|1st)(?!\S)/i, "recurrence", (m) => `every ${m[1]}`],
  [/(?<!\S)by (mon|tue|wed|thu|fri|sat|sun)(?!\S)/i, "deadline", (m) => next(m[1] ?? "")],
  [/(?<!\S)#("[^"]+"|[\w-]+)/, "project", (m) => (m[1] ?? "").replaceAll('"', "")],
  [/(?<!\S)@([\w-]+)/, "tag", (m) => `@${m[1]}`],
  [/(?<!\S)p([1-4])(?!\S)/i, "priority", (m) => `P${m[1]}`],
  [/(?<!\S)~(\d+)(m|h)(?!\S)/i, "duration", (m) => `${m[1]} ${m[2] === "h" ? "h" : "min"}`],
];

function sayDate(match: RegExpExecArray): string {
  const day = match[1]?.toLowerCase() === "today" ? TODAY : addDays(TODAY, 1);
  const hour = match[2] ? (Number(match[2]) % 12) + (match[3] === "pm" ? 12 : 0) : null;
  return `${sayShortDay(day)}${hour === null ? "" : `, ${String(hour).padStart(2, "0")}:00`}`;
}

function next(name: string): string {
  const wanted = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].indexOf(name.toLowerCase());
  let day = TODAY;
  do day = addDays(day, 1);
  while (dateOf(day).getDay() !== wanted);
  return sayShortDay(day);
}

export function parseLines(text: string, dismissed: readonly Dismissed[]): ParsedLine[] {
  return text.split("\n").flatMap((raw, line) => {
    if (raw.trim() === "") return [];
    const found: { span: Span; meaning: string }[] = [];
    for (const [pattern, kind, say] of WORDS) {
      const global = new RegExp(pattern, `${pattern.flags}g`);
      for (let match = global.exec(raw); match; match = global.exec(raw)) {
        const start = Array.from(raw.slice(0, match.index)).length;
        const end = start + Array.from(match[0]).length;
        if (dismissed.some((one) => one.line === line && one.start === start && one.end === end)) continue;
        found.push({ span: { start, end, kind, text: match[0] }, meaning: say(match) });
      }
    }
    found.sort((a, b) => a.span.start - b.span.start);
    const letters = Array.from(raw);
    for (const { span } of [...found].reverse()) letters.splice(span.start, span.end - span.start);
    const words = (kind: SpanKind) => found.filter((one) => one.span.kind === kind).map((one) => one.meaning);
    const priority = words("priority")[0];
    return {
      text: raw,
      indent: raw.length - raw.trimStart().length,
      parsed: {
        title: letters.join("").replace(/\s+/g, " ").trim(),
        spans: found.map(({ span }) => span),
        tags: words("tag").map((tag) => tag.slice(1)),
        ...(words("project")[0] ? { project: words("project")[0] as string } : {}),
        ...(priority ? { priority: Number(priority.slice(1)) } : {}),
      },
      meaning: found.map(({ meaning }) => meaning),
    };
  });
}
