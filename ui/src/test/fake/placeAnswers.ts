// Groups, moves, bulk edits and saved filters of the made-up core.
import type { SavedFilter, Task, TaskGroup, TaskId } from "../../api/bindings";
import { addDays } from "../../kit/time";
import type { Answers } from "./answers";
import { TODAY, type World } from "./world";

const STATUSES = ["inbox", "todo", "doing", "waiting", "done", "dropped"];

const soon = (task: Task) =>
  [task.scheduled?.day, task.deadline?.day].some((day) => day !== undefined && day <= addDays(TODAY, 3));
const important = (task: Task) => task.priority !== null && task.priority <= 2;

function keyOf(task: Task, group: TaskGroup): string {
  switch (group) {
    case "status":
      return task.status;
    case "project":
      return String(task.project ?? "none");
    case "area":
      return String(task.area ?? "none");
    case "priority":
      return String(task.priority ?? "none");
    case "day": {
      const day = task.scheduled?.day ?? task.deadline?.day ?? "none";
      return day < TODAY ? "overdue" : day;
    }
    case "quadrant":
      if (soon(task)) return important(task) ? "do" : "delegate";
      return important(task) ? "plan" : "drop";
    default:
      return "none";
  }
}

const placeOf = (key: string, group: TaskGroup) => {
  if (key === "none") return "~~";
  if (group === "status") return String(STATUSES.indexOf(key));
  return key === "overdue" ? "" : key.padStart(6, "0");
};

/** Tasks of one group together, or of one group alone. */
export function listGrouped(tasks: Task[], group: TaskGroup, within: string | null | undefined): Task[] {
  if (within != null) return tasks.filter((task) => keyOf(task, group) === within);
  if (group === "none") return tasks;
  const place = (task: Task) => placeOf(keyOf(task, group), group);
  return [...tasks].sort((a, b) => place(a).localeCompare(place(b)));
}

export function placeAnswers(
  world: World,
  list: (filter?: string) => Task[],
  step: (label: string, changes: number) => void,
): Answers {
  const chosen = (ids: readonly TaskId[] = [], filter?: string, except: readonly TaskId[] = []) =>
    filter === undefined
      ? world.tasks.filter((task) => ids.includes(task.id))
      : list(filter).filter((task) => !except.includes(task.id));
  return {
    "tasks.groups": ({ filter, group }) => {
      const counts = new Map<string, number>();
      for (const task of listGrouped(list(filter ?? ""), group, null)) {
        const key = keyOf(task, group);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      const name = (key: string) =>
        group === "project" ? (world.projects.find((one) => String(one.id) === key)?.name ?? null) : null;
      return {
        groups: [...counts].map(([key, count]) => ({ key, name: name(key), count })),
        rule:
          group === "quadrant"
            ? "Urgent: its day or deadline is past or at most 3 days away. Important: P1 or P2."
            : null,
      };
    },
    "tasks.complete_filter": ({ text, caret }) => {
      const before = text.slice(0, caret ?? text.length);
      const part = /[^\s(]*$/.exec(before)?.[0] ?? "";
      const known = ["tag:", "project:", "due:", "is:", "priority:", ...world.tags.map((tag) => `tag:${tag.name} `)];
      const wrong = /\btga\b/.exec(text);
      return {
        start: before.length - part.length,
        end: before.length,
        candidates: known
          .filter((one) => one.startsWith(part) && (one.endsWith(":") ? !part.includes(":") : part.includes(":")))
          .map((one) => ({ text: one, note: one === "tag:" ? "a tag, or none" : "" })),
        problem: wrong
          ? {
              start: wrong.index,
              end: wrong.index + 3,
              message: "there is no field tga",
              expected: ["tag"],
              suggestion: "tag",
            }
          : null,
      };
    },
    "tasks.bulk": ({ verb, ids, filter, except, patch, add_tags = [], remove_tags = [] }) => {
      const tasks = chosen(ids, filter, except);
      const said = { edit: "Changed", complete: "Completed", reopen: "Reopened", delete: "Deleted" }[verb];
      step(`${said} ${tasks.length === 1 ? tasks[0]?.title : `${tasks.length} tasks`}`, tasks.length);
      if (verb === "delete") world.tasks = world.tasks.filter((task) => !tasks.includes(task));
      for (const task of tasks) {
        if (verb === "complete") Object.assign(task, { status: "done", completed_at: Date.now() });
        if (verb === "reopen") Object.assign(task, { status: "todo", completed_at: null });
        Object.assign(task, patch);
        task.tags = [...task.tags.filter((tag) => !remove_tags.includes(tag)), ...add_tags];
      }
      return tasks.length;
    },
    "tasks.place": ({ ids, to }) => {
      const tasks = chosen(ids);
      step(tasks.length === 1 ? `Moved ${tasks[0]?.title}` : `Moved ${tasks.length} tasks`, tasks.length);
      for (const task of tasks) {
        if (to?.group === "status") task.status = to.key as Task["status"];
        if (to?.group === "priority") task.priority = to.key === "none" ? null : Number(to.key);
        if (to?.group === "day") task.scheduled = { day: to.key, at: task.scheduled?.at ?? null };
      }
      return tasks;
    },
    "filters.list": () => world.filters,
    "filters.counts": () => world.filters.map(({ id, query }) => ({ id, count: list(query).length })),
    "filters.create": (input) => {
      step(`Saved the filter ${input.name}`, 1);
      world.next += 1;
      const made: SavedFilter = { id: world.next as never, view: "list", sort: "smart", group: "none", ...input };
      world.filters.push(made);
      return made;
    },
    "filters.update": ({ id, ...patch }) => {
      step("Changed a filter", 1);
      const found = world.filters.find((one) => one.id === id);
      return Object.assign(found as SavedFilter, patch);
    },
    "filters.reorder": ({ id, after }) => {
      const moved = world.filters.filter((one) => one.id === id);
      const rest = world.filters.filter((one) => one.id !== id);
      const at = after == null ? 0 : rest.findIndex((one) => one.id === after) + 1;
      world.filters = [...rest.slice(0, at), ...moved, ...rest.slice(at)];
      return world.filters;
    },
    "filters.delete": (id) => {
      step("Deleted a filter", 1);
      world.filters = world.filters.filter((one) => one.id !== id);
      return null;
    },
  };
}
