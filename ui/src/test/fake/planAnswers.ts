// The made-up core's plan: blocks are moved, not judged.
import type {
  Calendar,
  CalendarEvent,
  Failure,
  PlanBlock,
  PlanDay,
  PlanProposal,
  WorkingWindow,
} from "../../api/bindings";
import { addDays, dateOf } from "../../kit/time";
import type { Answers } from "./answers";
import { at, TODAY, type World } from "./world";

type Fail = (kind: Failure["kind"], text: string) => never;

export function planAnswers(world: World, fail: Fail, step: (label: string, changes: number) => void) {
  const full = world.tasks.length > 0;
  const block = (
    id: number,
    title: string,
    hour: number,
    minutes: number,
    more: Partial<PlanBlock> = {},
  ): PlanBlock => ({
    id: id as never,
    kind: "focus",
    title,
    task: null,
    starts_at: at(TODAY, hour) as never,
    ends_at: (at(TODAY, hour) + minutes * 60_000) as never,
    pinned: true,
    notes: "",
    rule: null,
    repeats: null,
    ...more,
  });
  let blocks: PlanBlock[] = full
    ? [
        block(901, "Draft the quote", 9, 90),
        block(902, "Lunch", 12, 45, { kind: "break", rule: "FREQ=DAILY", repeats: "every day" }),
        block(903, "Read about oak", 14, 60, { pinned: false }),
        block(904, "Practise the second movement", 16, 45, {
          kind: "task",
          pinned: false,
          task: { id: 12 as never, title: "Practise the second movement", done: false },
        }),
      ]
    : [];
  const calendars: Calendar[] = full
    ? [
        {
          id: 31 as never,
          name: "Workshop",
          colour: "#3b82f6",
          url: "https://calendar.example/workshop.ics",
          enabled: true,
          files: [],
          events: 12,
          fetched_at: at(TODAY, 7) as never,
          tried_at: at(TODAY, 8) as never,
          error: "The site did not answer within 20 s.",
          skipped: [{ what: "Old meeting", why: "it ends before it begins" }],
        },
      ]
    : [];
  const event = (id: number, title: string, from: number, until: number, whole = false): CalendarEvent => ({
    id,
    calendar: 31 as never,
    title,
    notes: "",
    place: "Hall 2",
    starts_at: from as never,
    ends_at: until as never,
    day: TODAY as never,
    last_day: TODAY as never,
    whole_days: whole,
    busy: !whole,
    repeats: false,
    note: null,
  });
  const events = full
    ? [
        event(41, "Delivery of timber", at(TODAY, 14, 30), at(TODAY, 15, 30)),
        event(42, "Town holiday", at(TODAY, 0), at(addDays(TODAY, 1), 0), true),
      ]
    : [];
  let windows: WorkingWindow[] = [1, 2, 3, 4, 5].map((weekday) => ({
    weekday,
    from: 540,
    to: 1020,
    label: "",
    energy: null,
  }));

  const dayOf = (day: string): PlanDay => {
    const [from, until] = [at(day, 4), at(addDays(day, 1), 4)];
    const touches = (one: { starts_at: number; ends_at: number }) => one.starts_at < until && one.ends_at > from;
    const mine = blocks.filter(touches).sort((a, b) => a.starts_at - b.starts_at);
    const used = mine
      .filter(({ kind }) => kind !== "break")
      .reduce((sum, one) => sum + (one.ends_at - one.starts_at) / 60_000, 0);
    const weekday = ((dateOf(day).getDay() + 6) % 7) + 1;
    const there = events.filter(touches);
    return {
      day: day as never,
      from: from as never,
      until: until as never,
      blocks: mine,
      events: there,
      tasks: [],
      windows: windows
        .filter((one) => one.weekday === weekday)
        .map((one) => ({
          from: (at(day, 0) + one.from * 60_000) as never,
          until: (at(day, 0) + one.to * 60_000) as never,
          label: one.label,
          energy: one.energy,
        })),
      focus: [],
      capacity: { minutes: 480, used, free: Math.max(0, 480 - used), over: Math.max(0, used - 480) },
      conflicts: mine.flatMap((one) =>
        there
          .filter((other) => other.busy && other.starts_at < one.ends_at && other.ends_at > one.starts_at)
          .map((other) => ({
            first: { kind: "block" as const, id: one.id as number, title: one.title },
            second: { kind: "event" as const, id: other.id, title: other.title },
            from: other.starts_at,
            until: one.ends_at,
          })),
      ),
    };
  };
  const find = (id: number) => blocks.find((one) => one.id === id) ?? fail("not_found", `block ${id} does not exist`);
  const change = (id: number, patch: Partial<PlanBlock>, label: string): PlanBlock => {
    const changed = { ...find(id), ...patch };
    blocks = blocks.map((one) => (one.id === id ? changed : one));
    step(`${label} ${changed.title}`, 1);
    return changed;
  };

  /** The same few blocks each time: what the panel makes of them is what is looked at. */
  const propose = (day: string, week: boolean): PlanProposal => {
    const span = (hour: number, minute: number, minutes: number, of = day) => {
      const start = at(of, hour, minute) as never;
      return { start, end: (start + minutes * 60_000) as never };
    };
    const open = (id: number) => world.tasks.some((one) => one.id === id && one.status !== "done");
    const title = (id: number) => world.tasks.find((one) => one.id === id)?.title ?? "";
    const placed = blocks.find((one) => one.id === 904 && !one.pinned);
    const fresh = ([id]: readonly [number, ...unknown[]]) => open(id) && !blocks.some((one) => one.task?.id === id);
    const made = (
      [
        [7, span(10, 35, 10), ["before its deadline, today at the end of the day", "right after Draft the quote"]],
        [6, span(10, 50, 25), ["done by tonight, when it is due"]],
        [8, span(13, 0, 60, week ? addDays(day, 1) : day), ["right after Lunch"]],
      ] as const
    ).filter(fresh);
    const there = placed && { start: placed.starts_at, end: placed.ends_at };
    const to = span(15, 35, 45);
    const moves = there && there.start !== to.start;
    const full = made.length > 0;
    return {
      from: at(day, 4) as never,
      until: at(addDays(day, week ? 7 : 1), 4) as never,
      blocks: [
        ...made.map(([id, place, reasons]) => ({
          ...{ task: id as never, title: title(id), ...place, change: "new" as const, block: null },
          reasons: [...reasons],
        })),
        ...(there
          ? [
              {
                ...{ task: 12 as never, title: title(12), ...(moves ? to : there), block: 904 as never },
                change: moves ? ("moved" as const) : ("kept" as const),
                reasons: moves ? ["right after Delivery of timber"] : ["kept where it was"],
              },
            ]
          : []),
      ],
      moved: moves ? [{ block: 904 as never, task: 12 as never, title: title(12), from: there, to }] : [],
      unplanned: full
        ? [{ task: 13 as never, title: title(13), why: "the time there is is taken by what counts more" }]
        : [],
      drop: full ? [{ id: 13 as never, title: title(13), done: false }] : [],
      shrink: full ? { task: 8 as never, title: title(8), from: 60, to: 35 } : null,
      guesses: world.tasks
        .filter((one) => one.id === 6 && one.effort_minutes === null && fresh([6]))
        .map((one) => ({ task: one.id, title: one.title, minutes: 25, p50: 25, p80: 40, n: 7 })),
      changes: {
        new: made.map(([id, place]) => ({ task: id as never, ...place })),
        moved: moves ? [{ block: 904 as never, ...to }] : [],
        removed: [],
      },
    };
  };

  return {
    "planning.propose": ({ day, week }) => propose(day ?? TODAY, week ?? false),
    "planning.apply": ({ new: fresh, moved, removed }) => {
      blocks = blocks.filter(({ id }) => !removed.includes(id));
      for (const { block: id, start, end, pinned } of moved)
        Object.assign(find(id), { starts_at: start, ends_at: end, pinned: pinned ?? false });
      for (const { task: id, start, end, pinned } of fresh) {
        world.next += 1;
        const of = world.tasks.find((one) => one.id === id);
        const task = { id, title: of?.title ?? "", done: false };
        const place = { starts_at: start, ends_at: end, pinned: pinned ?? false };
        blocks.push(block(world.next, task.title, 0, 0, { kind: "task", task, ...place }));
      }
      step(`Planned: ${fresh.length} new, ${moved.length} moved`, fresh.length + moved.length + removed.length);
      return { new: fresh.length, moved: moved.length, removed: removed.length };
    },
    "planning.estimate": (id) => {
      const alike = world.tasks.find((one) => one.id === id)?.title === "Water the seedlings";
      const like = alike ? [{ id: 19 as never, title: "Take the bike to the repair shop", done: true }] : [];
      return alike ? { p50: 25, p80: 40, n: 7, like } : { p50: null, p80: null, n: 0, like };
    },
    "planning.day": ({ day }) => dayOf(day ?? TODAY),
    "planning.week": ({ day }) => {
      const first = day ?? TODAY;
      const monday = addDays(first, -((dateOf(first).getDay() + 6) % 7));
      return [0, 1, 2, 3, 4, 5, 6].map((n) => dayOf(addDays(monday, n)));
    },
    "planning.unplanned": () =>
      world.tasks
        .filter((one) => one.status === "todo" && !blocks.some((block) => block.task?.id === one.id))
        .slice(0, 12),
    "blocks.create": (input) => {
      world.next += 1;
      const task = world.tasks.find((one) => one.id === input.task);
      const made = block(world.next, input.title || task?.title || "", 0, 0, {
        kind: input.kind ?? (task ? "task" : "event"),
        task: task ? { id: task.id, title: task.title, done: false } : null,
        starts_at: input.starts_at,
        ends_at: (input.ends_at ?? input.starts_at + 1_800_000) as never,
        rule: input.rule ?? null,
      });
      blocks.push(made);
      step(`Planned ${made.title}`, 1);
      return made;
    },
    "blocks.update": ({ id, title, kind, notes }) =>
      change(id, { ...(title ? { title } : {}), ...(kind ? { kind } : {}), ...(notes ? { notes } : {}) }, "Changed"),
    "blocks.place": ({ id, starts_at }) => {
      const { starts_at: was, ends_at } = find(id);
      return change(id, { starts_at, ends_at: (starts_at + ends_at - was) as never, pinned: true }, "Moved");
    },
    "blocks.resize": ({ id, starts_at, ends_at }) =>
      change(id, { ...(starts_at ? { starts_at } : {}), ...(ends_at ? { ends_at } : {}) }, "Resized"),
    "blocks.split": ({ id }) => {
      const whole = find(id);
      const middle = ((whole.starts_at + whole.ends_at) / 2) as never;
      world.next += 1;
      const second = { ...whole, id: world.next as never, starts_at: middle };
      blocks.push(second);
      return [change(id, { ends_at: middle }, "Split"), second];
    },
    "blocks.pin": ({ id, pinned }) => change(id, { pinned }, pinned ? "Pinned" : "Unpinned"),
    "blocks.delete": ({ id }) => {
      const { title } = find(id);
      blocks = blocks.filter((one) => one.id !== id);
      step(`Removed ${title} from the plan`, 1);
      return null;
    },
    "windows.get": () => windows,
    "windows.set": (input) => {
      windows = input.windows;
      return windows;
    },
    "calendars.list": () => calendars,
  } satisfies Partial<Answers>;
}
