// What the made-up core answers. Only as true as the screens need it.
import type { Event, Failure, Operations, Step, StepId, Task, TaskId } from "../../api/bindings";
import { addDays } from "../../kit/time";
import { careAnswers } from "./careAnswers";
import { chatAnswers } from "./chatAnswers";
import { dataAnswers } from "./dataAnswers";
import { focusAnswers } from "./focusAnswers";
import { goalAnswers } from "./goalAnswers";
import { habitAnswers, habitsOfToday } from "./habitAnswers";
import { knowledgeAnswers } from "./knowledgeAnswers";
import { logbookAnswers } from "./logbookAnswers";
import { metricAnswers } from "./metricAnswers";
import { parseLines } from "./parse";
import { listGrouped, placeAnswers } from "./placeAnswers";
import { planAnswers } from "./planAnswers";
import { readingAnswers } from "./readingAnswers";
import { rewardsAnswers } from "./rewardsAnswers";
import { completeWorld, searchWorld, suggestWorld } from "./search";
import { at, TODAY, task, type World } from "./world";

export type Answering<N extends keyof Operations> = (
  input: Operations[N]["input"],
) => Operations[N]["output"] | Promise<Operations[N]["output"]>;
export type Answers = { [N in keyof Operations]?: Answering<N> };

const fail = (kind: Failure["kind"], text: string): never => {
  throw { kind, message: text } satisfies Failure;
};
const open = (one: Task) => one.status !== "done" && one.status !== "dropped";

export function answers(world: World, emit: (event: Event) => void): Answers {
  const fresh = (): number => {
    world.next += 1;
    return world.next;
  };
  const undone: { step: Step; restore: () => void }[] = [];
  const done: { step: Step; restore: () => void }[] = [];

  const step = (label: string, changes: number): void => {
    const before = structuredClone(world.tasks);
    const items = structuredClone(world.items);
    world.next += 1;
    const made: Step = {
      id: world.next as StepId,
      at: Date.now(),
      actor: "user",
      operation: "",
      label,
      changes,
      undone: false,
      undo_of: null,
    };
    world.steps.unshift(made);
    done.push({
      step: made,
      restore: () => {
        world.tasks = before;
        world.items = items;
      },
    });
    undone.length = 0;
  };
  const named = (ids: readonly TaskId[], verb: string) =>
    ids.length === 1
      ? `${verb} ${world.tasks.find((one) => one.id === ids[0])?.title ?? ""}`
      : `${verb} ${ids.length} tasks`;
  const pick = (ids: readonly TaskId[]) => world.tasks.filter((one) => ids.includes(one.id));

  const list = (filter = ""): Task[] => {
    let rest = /is:/.test(filter) ? filter : `is:open ${filter}`;
    const take = (pattern: RegExp) => {
      const match = pattern.exec(rest);
      if (match) rest = rest.replace(match[0], " ");
      return match;
    };
    let found = world.tasks.filter((one) => one.parent === null);
    for (let match = take(/is:(\w+)/); match; match = take(/is:(\w+)/)) {
      const is = match[1];
      found = found.filter((one) => {
        if (is === "open") return open(one);
        if (is === "all") return true;
        if (is === "done") return one.status === "done";
        if (is === "inbox") return one.status === "inbox";
        if (is === "blocked") return one.blocked;
        if (is === "today") return one.scheduled?.day === TODAY || one.deadline?.day === TODAY;
        if (is === "overdue")
          return open(one) && ((one.scheduled?.day ?? TODAY) < TODAY || (one.deadline?.day ?? TODAY) < TODAY);
        return fail(
          "invalid",
          `is:${is} means nothing here. Try is:open, is:done, is:overdue, is:today, is:inbox or is:blocked.`,
        );
      });
    }
    const project = take(/project:"([^"]+)"/);
    if (project)
      found = found.filter((one) => world.projects.find((other) => other.id === one.project)?.name === project[1]);
    const tag = take(/tag:([\w-]+)/);
    if (tag) found = found.filter((one) => one.tags.includes(tag[1] ?? ""));
    // Days are not told apart here: a calendar gets everything.
    const words = rest
      .replace(/on:\S+|[()]/g, " ")
      .trim()
      .toLowerCase();
    return words ? found.filter((one) => one.title.toLowerCase().includes(words)) : found;
  };

  return {
    "history.state": () => ({ undo: done.at(-1)?.step ?? null, redo: undone.at(-1)?.step ?? null }),
    "history.activity": ({ actor, limit, text, domain }) =>
      world.steps
        .filter((one) => !actor || one.actor === actor)
        .filter((one) => !domain || one.operation.startsWith(`${domain}.`))
        .filter((one) => !text || one.label.toLowerCase().includes(text.toLowerCase()))
        .slice(0, limit ?? 100),
    "history.preview": (id) =>
      id === 8
        ? { possible: false, reason: "a task has been changed since (title). Take back the later change first" }
        : { possible: true, reason: null },
    "history.changes": () => [
      {
        table: "task",
        row_id: 4,
        before: { title: "Draft the talk outline", status: "todo", priority: null, notes: "" },
        after: { title: "Draft the talk outline", status: "doing", priority: 2, notes: "Start with the examples." },
      },
    ],
    "history.undo": () => {
      const last = done.pop() ?? fail("conflict", "There is nothing to undo.");
      const now = structuredClone(world.tasks);
      last.restore();
      last.step.undone = true;
      undone.push({
        step: last.step,
        restore: () => {
          world.tasks = now;
        },
      });
      return last.step;
    },
    "history.redo": () => {
      const last = undone.pop() ?? fail("conflict", "There is nothing to redo.");
      last.restore();
      last.step.undone = false;
      return last.step;
    },
    "history.revert": (id) => {
      const found = world.steps.find((one) => one.id === id) ?? fail("not_found", "There is no such step.");
      found.undone = true;
      return found;
    },
    "areas.list": () => world.areas,
    "tags.list": () => world.tags,
    "projects.list": () => world.projects,
    "projects.create": ({ name, area }) => {
      world.next += 1;
      const made = {
        id: world.next as never,
        name,
        notes: "",
        status: "active" as const,
        area: area ?? null,
        start: null,
        target: null,
        open_tasks: 0,
        done_tasks: 0,
      };
      step(`Added the project ${name}`, 1);
      world.projects.push(made);
      return made;
    },
    "projects.update": ({ id, ...patch }) =>
      Object.assign(world.projects.find((one) => one.id === id) ?? fail("not_found", "This project is gone."), patch),
    "projects.delete": (id) => {
      world.projects = world.projects.filter((one) => one.id !== id);
      return null;
    },
    ...goalAnswers(world, step, fail),
    ...placeAnswers(world, list, step),
    "tasks.list": ({ filter, offset = 0, limit = 100, group, within }) => {
      const found = listGrouped(list(filter), group ?? "none", within);
      return { tasks: found.slice(offset, offset + limit), total: found.length };
    },
    "tasks.get": (id) => {
      const found = world.tasks.find((one) => one.id === id) ?? fail("not_found", "There is no such task.");
      const ref = (other: TaskId) => {
        const one = world.tasks.find((candidate) => candidate.id === other);
        return { id: other, title: one?.title ?? "", done: one?.status === "done" };
      };
      return {
        task: found,
        subtasks: world.tasks.filter((one) => one.parent === id),
        blockers: world.blocks.filter((one) => one.task === id).map((one) => ref(one.blocker)),
        blocking: world.blocks.filter((one) => one.blocker === id).map((one) => ref(one.task)),
        reminders: id === 5 ? [{ id: 1 as never, at: null, minutes_before: 15, fired: false }] : [],
      };
    },
    "tasks.create": (input) => {
      step(`Added ${input.title}`, 1);
      const made = task(input.title, { ...(input as Partial<Task>) });
      world.next += 1;
      made.id = world.next as TaskId;
      world.tasks.push(made);
      return made;
    },
    "tasks.edit": ({ ids, patch }) => {
      step(named(ids, "Changed"), ids.length);
      for (const one of pick(ids)) Object.assign(one, patch);
      return pick(ids);
    },
    "tasks.complete": ({ ids }) => {
      step(named(ids, "Completed"), ids.length);
      for (const one of pick(ids)) Object.assign(one, { status: "done", completed_at: Date.now() });
      return pick(ids);
    },
    "tasks.skip": ({ ids }) => {
      step(named(ids, "Skipped"), ids.length);
      return pick(ids);
    },
    "repeats.set": ({ task: id, rule, way }) => {
      const [one] = pick([id]);
      if (!one) return fail("not_found", "There is no such task.");
      step(`${one.title} repeats`, 1);
      if (rule) one.repeat = { rule, way: way ?? "skip_past", words: rule.toLowerCase() };
      else delete one.repeat;
      return one;
    },
    "repeats.preview": ({ rule, way }) => ({
      rule: rule ?? "FREQ=WEEKLY",
      way: way ?? "skip_past",
      words: "every week",
      next: [],
      said: ["Sat 21 Nov 2026", "Sat 28 Nov 2026", "Sat 5 Dec 2026", "Sat 12 Dec 2026", "Sat 19 Dec 2026"],
      ends: false,
    }),
    "tasks.reopen": ({ ids }) => {
      step(named(ids, "Reopened"), ids.length);
      for (const one of pick(ids)) Object.assign(one, { status: "todo", completed_at: null });
      return pick(ids);
    },
    "tasks.delete": ({ ids }) => {
      step(named(ids, "Deleted"), ids.length);
      world.tasks = world.tasks.filter((one) => !ids.includes(one.id));
      return null;
    },
    "tasks.block": ({ task: id, blocker }) => {
      if (world.blocks.some((one) => one.task === blocker && one.blocker === id))
        fail("conflict", "That would be a circle: the other task already waits for this one.");
      world.blocks.push({ task: id, blocker });
      return null;
    },
    "tasks.unblock": ({ task: id, blocker }) => {
      world.blocks = world.blocks.filter((one) => one.task !== id || one.blocker !== blocker);
      return null;
    },
    "tasks.remind": ({ at: moment, minutes_before }) => ({
      id: 9 as never,
      at: moment ?? null,
      minutes_before: minutes_before ?? null,
      fired: false,
    }),
    "tasks.forget_reminder": () => null,
    "tasks.snooze": ({ reminder }) => ({ id: reminder, at: null, minutes_before: null, fired: false }),
    "capture.similar": () => [],
    "today.show": () => {
      const mine = world.tasks.filter((one) => one.parent === null);
      const live = mine.filter(open);
      const overdue = list("is:overdue");
      const scheduled = live.filter((one) => one.scheduled?.day === TODAY);
      const due = live.filter((one) => one.deadline?.day === TODAY && !scheduled.includes(one));
      const taken = new Set([...overdue, ...scheduled, ...due]);
      return {
        day: TODAY,
        overdue,
        scheduled,
        due,
        next: live.filter((one) => !taken.has(one) && one.status === "todo" && !one.blocked).slice(0, 6),
        done: mine.filter((one) => (one.completed_at ?? 0) >= at(TODAY, 0)),
        points: world.settings.rewards
          ? mine.reduce((sum, one) => sum + ((one.completed_at ?? 0) >= at(TODAY, 0) ? one.points : 0), 0)
          : null,
        habits: habitsOfToday(world),
        inbox: live.filter((one) => one.status === "inbox").length,
      };
    },
    "today.defer": ({ ids, to }) => {
      step(named(ids, "Moved"), ids.length);
      const day = to === "someday" ? null : { day: addDays(TODAY, to === "today" ? 0 : 1), at: null };
      for (const one of pick(ids)) Object.assign(one, { scheduled: day, deadline: null });
      return pick(ids);
    },
    "capture.parse": ({ text, dismissed = [] }) => parseLines(text, dismissed),
    "capture.retitle": ({ task: id, text, dismissed = [] }) => {
      const [one] = pick([id]);
      const { parsed } = parseLines(text, dismissed)[0] ?? fail("invalid", "A task needs a title.");
      if (!one) return fail("not_found", "There is no such task.");
      step(`Changed ${parsed.title}`, 1);
      const project = world.projects.find(({ name }) => name.toLowerCase() === parsed.project?.toLowerCase());
      const tags = [...new Set([...one.tags, ...(parsed.tags ?? [])])];
      return Object.assign(one, {
        title: parsed.title,
        tags,
        ...(parsed.priority ? { priority: parsed.priority } : {}),
        ...(project ? { project: project.id } : {}),
      });
    },
    "capture.complete": ({ of, text }) => {
      const names =
        of === "project"
          ? world.projects.map(({ name }) => name)
          : of === "tag"
            ? [...new Set(world.tasks.flatMap(({ tags }) => tags))]
            : world.tasks.filter(open).map(({ title }) => title);
      const typed = text.toLowerCase();
      const found = names.filter((name) => name.toLowerCase().includes(typed)).slice(0, 7);
      const there = found.some((name) => name.toLowerCase() === typed);
      const offered = found.map((name) => ({ name, is_new: false }));
      return there || text === "" || of === "task" ? offered : [...offered, { name: text, is_new: true }];
    },
    "capture.language": () => [
      {
        kind: "date",
        title: "Dates",
        about: "The day to do it.",
        phrases: [{ phrase: "tomorrow", example: "Call mum tomorrow", means: "the day after today" }],
      },
    ],
    "capture.save": ({ text, save_as, dismissed = [] }) => {
      if (save_as && save_as !== "task") return { tasks: [], item: null, entry: null, logs: [] };
      const made = parseLines(text, dismissed)
        .filter((line) => line.text.trim())
        .map((line) => {
          const project = world.projects.find((one) => one.name.toLowerCase() === line.parsed.project?.toLowerCase());
          return task(line.parsed.title, {
            status: project ? "todo" : "inbox",
            project: project?.id ?? null,
            tags: line.parsed.tags ?? [],
            priority: line.parsed.priority ?? null,
          });
        });
      step(made.length === 1 ? `Added ${made[0]?.title}` : `Added ${made.length} tasks`, made.length);
      for (const one of made) one.id = fresh() as TaskId;
      world.tasks.push(...made);
      return { tasks: made, item: null, entry: null, logs: [] };
    },
    ...knowledgeAnswers(world, step, fresh, fail),
    ...logbookAnswers(world, fresh),
    "processing.status": () => world.processing,
    "processing.pause": ({ paused }) => {
      world.processing.paused = paused;
      return null;
    },
    "processing.hurry": () => 1,
    "processing.retry": ({ id }) => {
      const failed = world.processing.jobs.filter(
        (job) => job.state === "needs_attention" && (id == null || job.id === id),
      );
      for (const job of failed) Object.assign(job, { state: "queued", error: null, attempts: 0 });
      world.processing.needs_attention -= failed.length;
      world.processing.queued += failed.length;
      return failed.length;
    },
    "search.query": (request) => searchWorld(world, request),
    "search.complete": (typing) => completeWorld(typing),
    "search.suggest": (typing) => suggestWorld(world, typing),
    ...chatAnswers(world, emit, fresh, fail),
    ...readingAnswers(world, fresh, fail),
    "settings.get": () => world.settings,
    "settings.update": (patch) => Object.assign(world.settings, patch),
    ...dataAnswers(),
    ...focusAnswers(world, fail),
    ...rewardsAnswers(world, step, fail),
    ...habitAnswers(world, fresh, step, fail),
    ...planAnswers(world, fail, step),
    ...metricAnswers(world, step, fresh, fail),
    ...careAnswers(world, step, fail),
  };
}
