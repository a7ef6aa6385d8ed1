// The made-up core's logbook, digest and review.
import type {
  DigestSection,
  Entry,
  EntryId,
  Happening,
  LinkTo,
  ReviewLine,
  ReviewStep,
  Task,
  TaskId,
} from "../../api/bindings";
import { addDays, sayFullDay } from "../../kit/time";
import type { Answers } from "./answers";
import { at, TODAY, type World } from "./world";

const toTask = (task: Task): LinkTo => ({ kind: "task", id: task.id });
const open = (task: Task) => task.status !== "done" && task.status !== "dropped";

function entry(id: number, day: string, text: string, more: Partial<Entry> = {}): Entry {
  return {
    id: id as EntryId,
    day,
    at: at(day, 8, 40),
    title: "",
    text,
    mood: null,
    energy: null,
    tags: [],
    links: [],
    wiki_links: [],
    closed: false,
    updated_at: at(day, 8, 40),
    ...more,
  };
}

export function logbookAnswers(world: World, fresh: () => number) {
  const empty = world.tasks.length === 0;
  let entries: Entry[] = empty
    ? []
    : [
        entry(
          901,
          TODAY,
          "We chose the oak for the table. Jonas wants it **oiled**, not varnished; I agree.\n\nSlept badly, but the walk helped.",
          {
            mood: 4,
            energy: "medium",
            tags: ["workshop"],
            links: [{ to: { kind: "project", id: 1 }, title: "Kitchen renovation" }],
          },
        ),
        entry(902, addDays(TODAY, -1), "Nothing but rain.", { mood: 2 }),
        entry(903, addDays(TODAY, -4), "Dinner with Mara.", { mood: 5 }),
        entry(904, addDays(TODAY, -366), "First frost. The quince is picked.", { mood: 4 }),
      ];
  const of = (day: string) => entries.filter((one) => one.day === day);
  const strip = (day: string): Happening[] => {
    if (empty || day !== TODAY) return [];
    const done = world.tasks.filter((task) => task.status === "done").slice(0, 3);
    return [
      ...done.map(
        (task, n): Happening => ({
          kind: "completed",
          at: at(day, 9 + n, 15),
          title: task.title,
          detail: null,
          minutes: n === 0 ? 45 : null,
          to: toTask(task),
        }),
      ),
      {
        kind: "captured",
        at: at(day, 12, 5),
        title: "Workshop layout",
        detail: "note",
        minutes: null,
        to: { kind: "item", id: 2 },
      },
    ];
  };
  const line = (task: Task, detail: string | null): ReviewLine => ({
    title: task.title,
    detail,
    to: toTask(task),
    day: null,
    group: null,
    minutes: null,
  });
  const steps = (): ReviewStep[] => {
    const inbox = world.tasks.filter((task) => task.status === "inbox");
    const late = world.tasks.filter(
      (task) => open(task) && (task.deadline?.day ?? task.scheduled?.day ?? TODAY) < TODAY,
    );
    const done = world.tasks.filter((task) => task.status === "done");
    return [
      {
        key: "inbox",
        title: "Inbox",
        hint: "Give each a place, or let it go.",
        lines: inbox.map((task) => line(task, "since 3 Nov")),
        actions: ["complete", "schedule", "someday", "drop"],
        informs: false,
      },
      {
        key: "overdue",
        title: "Overdue",
        hint: "Do it, move it, or drop it.",
        lines: late.map((task) => line(task, "since yesterday")),
        actions: ["complete", "schedule", "someday", "drop"],
        informs: false,
      },
      {
        key: "finished",
        title: "Finished",
        hint: "What got done.",
        lines: done.map((task) => ({ ...line(task, null), group: "Home" })),
        actions: [],
        informs: true,
      },
    ];
  };
  return {
    "logbook.day": ({ day }) => {
      const asked = day ?? TODAY;
      return { day: asked, today: TODAY, entries: of(asked), strip: strip(asked), earlier: null, later: null };
    },
    "logbook.get": (id) => entries.find((one) => one.id === id) ?? entry(id, TODAY, ""),
    "logbook.list": ({ about }) => {
      const of = (entry: Entry) => entry.links.some(({ to }) => to.kind === about?.kind && to.id === about.id);
      const found = about ? entries.filter(of) : entries;
      return { entries: found, total: found.length };
    },
    "logbook.month": ({ year, month }) => {
      const prefix = `${year}-${String(month).padStart(2, "0")}`;
      const days = [...new Set(entries.map((one) => one.day))].filter((day) => day.startsWith(prefix)).sort();
      return {
        first: `${prefix}-01`,
        last: `${prefix}-28`,
        days: days.map((day) => ({ day, entries: of(day).length, mood: of(day)[0]?.mood ?? null })),
      };
    },
    "logbook.on_this_day": ({ day }) =>
      entries
        .filter((one) => one.day === addDays(day ?? TODAY, -366))
        .map((one) => ({ day: one.day, ago: "a year ago", entries: [one] })),
    "logbook.create": ({ day, text, mood, energy, tags, closed }) => {
      const made = entry(fresh(), day ?? TODAY, text, {
        mood: mood ?? null,
        energy: energy ?? null,
        tags: tags ?? [],
        closed: closed ?? false,
      });
      entries = [...entries, made];
      return made;
    },
    "logbook.update": ({ id, ...change }) => {
      const given = Object.fromEntries(Object.entries(change).filter(([key]) => key !== "links"));
      entries = entries.map((one) => (one.id === id ? { ...one, ...given } : one));
      return entries.find((one) => one.id === id) ?? entry(id, TODAY, "");
    },
    "logbook.delete": (id) => {
      entries = entries.filter((one) => one.id !== id);
      return null;
    },
    "logbook.save_book": () => ({ name: "logbook.md", entries: entries.length, text: "" }),
    "digest.day": ({ day }) => {
      const asked = day ?? TODAY;
      const section = (key: string, title: string, found: Task[]): DigestSection => ({
        key,
        title,
        lines: found.slice(0, 7).map((task) => ({ title: task.title, detail: null, to: toTask(task) })),
        total: found.length,
      });
      const all = world.tasks.filter(open);
      const sections = [
        section(
          "overdue",
          "Overdue",
          all.filter((task) => (task.scheduled?.day ?? task.deadline?.day ?? asked) < asked),
        ),
        section(
          "plan",
          "Planned",
          all.filter((task) => task.scheduled?.day === asked),
        ),
      ].filter((one) => one.total > 0);
      return { day: asked, sections, text: "" };
    },
    "review.week": () => ({
      from: addDays(TODAY, -6),
      until: TODAY,
      title: `Weekly review, until ${sayFullDay(TODAY)}`,
      steps: steps(),
      text: "## Finished (1)\n\n- Home (1): Oil the hinges\n",
    }),
    "review.act": ({ action, lines, day }) => {
      for (const { id } of lines) {
        const task = world.tasks.find((one) => one.id === (id as TaskId));
        if (!task) continue;
        if (action === "complete") task.status = "done";
        if (action === "drop") task.status = "dropped";
        if (action === "someday") Object.assign(task, { status: "todo", scheduled: null });
        if (action === "schedule" && day) Object.assign(task, { status: "todo", scheduled: { day, at: null } });
      }
      return lines.length;
    },
    "review.save": ({ words }) => {
      const made = entry(fresh(), TODAY, words, { title: "Weekly review" });
      entries = [...entries, made];
      return made;
    },
  } satisfies Partial<Answers>;
}
