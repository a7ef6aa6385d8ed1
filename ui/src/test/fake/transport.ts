// A core made of arrays: enough behaviour to see every page and to test the client. It is no second set of rules.
import type { Event, Failure, Reply } from "../../api/bindings";
import type { StartState, Transport, WindowVerb } from "../../api/transport";
import { type Answers, answers } from "./answers";
import { backups } from "./dataAnswers";
import { emptyWorld, sampleWorld, type World } from "./world";

export type FakeOptions = { empty?: boolean; first?: boolean; broken?: boolean; bigList?: boolean };

export type FakeTransport = Transport & {
  world: World;
  calls: { name: string; input: unknown }[];
  verbs: { verb: WindowVerb; options: unknown }[];
  emit: (event: Event) => void;
  /** Replaces the answer of one operation. */
  answer: (name: string, handler: (input: never) => unknown) => void;
  subscribers: () => number;
};

/** Which tables each read looks at; the real core learns this from SQLite. */
const READS: Record<string, string[]> = {
  "history.state": ["step"],
  "history.activity": ["step"],
  "history.changes": ["change"],
  "trash.list": ["step", "change"],
  "samples.state": ["step", "task", "item"],
  "areas.list": ["area"],
  "tags.list": ["tag", "task_tag"],
  "projects.list": ["project", "task"],
  "projects.overview": ["project", "task"],
  "projects.show": ["project", "task"],
  "goals.list": ["goal"],
  "goals.show": ["goal"],
  "goals.linked": ["goal"],
  "metrics.list": ["metric", "metric_log"],
  "metrics.show": ["metric", "metric_log"],
  "metrics.logs": ["metric_log"],
  "metrics.analyse": ["metric", "metric_log"],
  "tasks.list": ["task", "task_tag", "dependency"],
  "tasks.groups": ["task", "task_tag", "dependency"],
  "tasks.complete_filter": ["tag", "task_tag", "project"],
  "filters.list": ["saved_filter"],
  "filters.counts": ["saved_filter", "task"],
  "tasks.get": ["task", "task_tag", "dependency", "reminder"],
  "repeats.preview": ["task"],
  "today.show": ["task", "task_tag", "habit_log"],
  "habits.list": ["habit", "habit_log"],
  "habits.today": ["habit", "habit_log"],
  "habits.show": ["habit", "habit_log"],
  "knowledge.list": ["item", "chunk"],
  "knowledge.get": ["item", "chunk"],
  "knowledge.links": ["item", "chunk"],
  "knowledge.titles": ["item"],
  "highlights.list": ["highlight", "item"],
  "tagging.suggest": ["item", "tag"],
  "logbook.day": ["entry", "task"],
  "logbook.get": ["entry"],
  "logbook.list": ["entry"],
  "logbook.month": ["entry"],
  "logbook.on_this_day": ["entry"],
  "digest.day": ["task", "item"],
  "review.week": ["task", "entry"],
  "fetch.log": ["fetch"],
  "processing.status": ["job", "chunk"],
  "chat.conversations": ["conversation"],
  "chat.get": ["conversation", "message"],
  "settings.get": ["setting"],
  "rewards.list": ["reward", "redemption", "posting"],
  "rewards.rules": ["points_rule"],
  "wallet.show": ["posting"],
  "wallet.simulate": ["posting", "task"],
  "urgency.formula": ["setting"],
  "urgency.preview": ["setting", "task"],
  "tasks.urgency": ["setting", "task", "dependency"],
  "servers.list": ["server", "server_model"],
  "planning.day": ["block", "calendar"],
  "planning.week": ["block", "calendar"],
  "planning.unplanned": ["block", "task"],
  "planning.propose": ["block", "task"],
  "planning.estimate": ["task"],
  "calendars.list": ["calendar"],
  "windows.get": ["working_window"],
};

const WRITES: Record<string, string[]> = {
  areas: ["area"],
  tags: ["tag", "task_tag"],
  projects: ["project", "task"],
  habits: ["habit", "habit_log"],
  goals: ["goal"],
  metrics: ["metric", "metric_log"],
  tasks: ["task", "task_tag", "dependency", "reminder"],
  repeats: ["task"],
  filters: ["saved_filter"],
  capture: ["task", "task_tag", "item"],
  knowledge: ["item", "chunk", "job"],
  highlights: ["highlight"],
  logbook: ["entry"],
  review: ["task", "project", "entry"],
  tagging: ["item", "tag"],
  processing: ["job"],
  chat: ["conversation", "message"],
  settings: ["setting"],
  rewards: ["reward", "redemption", "posting", "points_rule"],
  urgency: ["setting"],
  servers: ["server", "server_model"],
  blocks: ["block"],
  planning: ["block"],
  calendars: ["calendar"],
  windows: ["working_window"],
  today: ["task"],
  trash: ["task"],
  samples: ["task", "item", "project"],
  history: ["reward", "posting", "task", "saved_filter", "task_tag", "project", "item"],
};

export function fakeTransport(options: FakeOptions): FakeTransport {
  const world = options.empty || options.first ? emptyWorld() : sampleWorld(options.bigList ? 20_000 : 0);
  if (options.first) world.settings.welcomed = false;
  const listeners = new Set<(event: Event) => void>();
  const emit = (event: Event) => {
    for (const listener of listeners) listener(event);
  };
  const own: Record<string, (input: never) => unknown> = {};
  const table: Answers = answers(world, emit);
  const calls: FakeTransport["calls"] = [];
  const verbs: FakeTransport["verbs"] = [];

  return {
    world,
    calls,
    verbs,
    emit,
    answer: (name, handler) => {
      own[name] = handler;
    },
    subscribers: () => listeners.size,
    async call(name, input): Promise<Reply<unknown>> {
      calls.push({ name, input });
      await Promise.resolve();
      const handler = (own[name] ?? table[name as keyof Answers]) as ((input: unknown) => unknown) | undefined;
      if (!handler) throw { kind: "invalid", message: `There is no operation ${name}.` } satisfies Failure;
      const data = structuredClone(await handler(structuredClone(input)));
      const [newest] = world.steps;
      if (newest?.operation === "") newest.operation = name;
      const reads = READS[name];
      if (!reads && !/^(search|models|data|diagnostics|capture\.parse|history\.preview)/.test(name)) {
        const tables = [...(WRITES[name.split(".")[0] ?? ""] ?? []), "step", "change"];
        setTimeout(() => emit({ type: "changed", tables }), 5);
      }
      return { data, tables: reads ?? [] };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async window(verb, verbOptions) {
      verbs.push({ verb, options: verbOptions });
      if (verb === "start_state") {
        const state: StartState = options.broken
          ? {
              ok: false,
              failure: { kind: "storage", message: "The data file is damaged: page 812 does not match its checksum." },
              data_file: "/home/mara/.local/share/almanac/almanac.sqlite",
              backups: [...backups],
            }
          : { ok: true };
        return state as never;
      }
      if (verb === "choose_files" || verb === "choose_folder") return ["/home/mara/Papers"] as never;
      if (verb === "choose_save") return "/home/mara/almanac-backup.sqlite" as never;
      return null as never;
    },
  };
}
