// Made-up data that looks like somebody's life.
import type {
  Area,
  AreaId,
  Conversation,
  Focus,
  Highlight,
  Item,
  ItemDetail,
  Message,
  Metric,
  MetricLog,
  ModelState,
  Processing,
  Project,
  ProjectId,
  SavedFilter,
  Server,
  Settings,
  Step,
  Tag,
  TagId,
  Task,
  TaskId,
} from "../../api/bindings";
import { addDays, dateOf, todayIso } from "../../kit/time";
import { sampleConversations, sampleMessages } from "./chats";
import { type FakeGoal, sampleGoals } from "./goalAnswers";
import { type FakeHabit, sampleHabits } from "./habitAnswers";
import { sampleDetails, sampleHighlights, sampleItems } from "./library";
import { sampleModels, sampleProcessing, sampleServers } from "./machinery";
import { sampleMetrics } from "./metricSamples";

export type World = {
  areas: Area[];
  projects: Project[];
  habits: FakeHabit[];
  goals: FakeGoal[];
  tags: Tag[];
  tasks: Task[];
  blocks: { task: TaskId; blocker: TaskId }[];
  focus: Focus | null;
  metrics: Metric[];
  metricLogs: MetricLog[];
  filters: SavedFilter[];
  items: Item[];
  details: Map<number, Omit<ItemDetail, "item">>;
  highlights: Highlight[];
  steps: Step[];
  conversations: Conversation[];
  messages: Message[];
  models: ModelState[];
  servers: Server[];
  processing: Processing;
  settings: Settings;
  next: number;
};

export const TODAY = todayIso();
export const at = (day: string, hour: number, minute = 0) => {
  const date = dateOf(day);
  date.setHours(hour, minute, 0, 0);
  return date.getTime();
};

let count = 0;
export function task(title: string, more: Partial<Task> = {}): Task {
  count += 1;
  return {
    id: count as TaskId,
    title,
    notes: "",
    status: "todo",
    area: null,
    project: null,
    parent: null,
    tags: [],
    priority: null,
    effort_minutes: null,
    logged_minutes: 0,
    energy: null,
    start: null,
    scheduled: null,
    scheduled_end: null,
    deadline: null,
    points: 0,
    source: "typed",
    created_at: at(addDays(TODAY, -4), 10),
    completed_at: null,
    subtasks: 0,
    subtasks_done: 0,
    blocked: false,
    ...more,
  };
}

const pid = (n: number) => n as ProjectId;

function sampleTasks(): Task[] {
  count = 0;
  const on = (day: string, hour: number | null = null, minute = 0) => ({
    day,
    at: hour === null ? null : at(day, hour, minute),
  });
  return [
    task("Send the revised quote to Hartmann", {
      project: pid(1),
      priority: 1,
      deadline: on(addDays(TODAY, -2)),
      tags: ["email"],
      effort_minutes: 30,
      status: "doing",
      notes:
        "They asked for **two variants**:\n\n- oak, as before\n- ash, oiled\n\nSee the [price list](https://example.com/prices.pdf).",
    }),
    task("Renew the library books", { scheduled: on(addDays(TODAY, -1)), tags: ["errand"], effort_minutes: 15 }),
    task("Stand-up with the workshop", {
      scheduled: on(TODAY, 9, 30),
      scheduled_end: at(TODAY, 9, 45),
      project: pid(1),
    }),
    task("Draft the talk outline", {
      scheduled: on(TODAY, 10, 30),
      scheduled_end: at(TODAY, 12),
      project: pid(3),
      priority: 2,
      effort_minutes: 90,
      subtasks: 5,
      subtasks_done: 2,
      energy: "high",
    }),
    task("Call Ana about the kitchen tiles", {
      scheduled: on(TODAY, 17),
      project: pid(2),
      tags: ["phone"],
      effort_minutes: 15,
    }),
    task("Water the seedlings", { scheduled: on(TODAY), tags: ["home"] }),
    task("Pay the electricity bill", { deadline: on(TODAY), priority: 2, tags: ["home", "money"], effort_minutes: 10 }),
    task("Read chapter 4 of the statistics course", { project: pid(4), effort_minutes: 60, tags: ["reading"] }),
    task("Choose a paint for the hallway", { project: pid(2), effort_minutes: 20 }),
    task("Order hinges, twelve of the brass ones", { project: pid(2), blocked: true, tags: ["shop"] }),
    task("Write to the landlord about the cellar key", { priority: 3, effort_minutes: 10, tags: ["email"] }),
    task("Practise the second movement", { tags: ["music"], effort_minutes: 45, energy: "medium" }),
    task("Compare the three insurance offers", {
      deadline: on(addDays(TODAY, 5)),
      tags: ["money"],
      effort_minutes: 40,
      priority: 3,
    }),
    task("Book the train to Leipzig", {
      deadline: on(addDays(TODAY, 1)),
      project: pid(3),
      priority: 2,
      effort_minutes: 10,
    }),
    task("Buy birthday present for Jonas", { status: "inbox", deadline: on(addDays(TODAY, 9)) }),
    task("idea: a shelf that folds into the window niche", { status: "inbox", source: "voice" }),
    task("Ask Priya whether the sensor data can be published", { status: "inbox", tags: ["email"] }),
    task("Reply to the school about the excursion", {
      status: "done",
      completed_at: at(TODAY, 8, 12),
      tags: ["email"],
      points: 10,
    }),
    task("Take the bike to the repair shop", {
      status: "done",
      completed_at: at(TODAY, 8, 40),
      tags: ["errand"],
      points: 20,
    }),
    task("Sand the table top", { project: pid(1), status: "waiting", effort_minutes: 120 }),
    task("Collect references for the talk", {
      project: pid(3),
      parent: 4 as TaskId,
      status: "done",
      completed_at: at(addDays(TODAY, -1), 15),
    }),
    task("Three examples that fail on purpose", { project: pid(3), parent: 4 as TaskId }),
  ];
}

export function sampleWorld(extra: number): World {
  const tasks = sampleTasks();
  for (let n = 0; n < extra; n += 1)
    tasks.push(
      task(`Generated task number ${n + 1}`, {
        project: pid(1 + (n % 4)),
        priority: n % 7 === 0 ? 2 : null,
        created_at: at(addDays(TODAY, -30), 12),
      }),
    );
  return {
    areas: [
      { id: 1 as AreaId, name: "Work", colour: "#4f7cac" },
      { id: 2 as AreaId, name: "Home", colour: "#b9813a" },
      { id: 3 as AreaId, name: "Learning", colour: "#7d6bb0" },
    ],
    habits: sampleHabits(),
    goals: sampleGoals(),
    projects: [
      {
        id: pid(1),
        name: "Oak table for Hartmann",
        notes: "Delivered and oiled before the holidays, with the second leaf.",
        status: "active",
        area: 1 as AreaId,
        start: null,
        target: null,
        open_tasks: 3,
        done_tasks: 9,
      },
      {
        id: pid(2),
        name: "Kitchen",
        notes: "",
        status: "active",
        area: 2 as AreaId,
        start: null,
        target: null,
        open_tasks: 3,
        done_tasks: 4,
      },
      {
        id: pid(3),
        name: "Talk in Leipzig",
        notes: "",
        status: "active",
        area: 1 as AreaId,
        start: null,
        target: null,
        open_tasks: 3,
        done_tasks: 1,
      },
      {
        id: pid(4),
        name: "Statistics course",
        notes: "",
        status: "active",
        area: 3 as AreaId,
        start: null,
        target: null,
        open_tasks: 1,
        done_tasks: 12,
      },
      {
        id: pid(5),
        name: "Old website",
        notes: "",
        status: "on_hold",
        area: 1 as AreaId,
        start: null,
        target: null,
        open_tasks: 6,
        done_tasks: 2,
      },
    ],
    tags: ["email", "errand", "home", "money", "music", "phone", "reading", "shop"].map((name, n) => ({
      id: (n + 1) as TagId,
      name,
      uses: 3,
      aliases: name === "home" ? ["house"] : [],
    })),
    tasks,
    blocks: [{ task: 10 as TaskId, blocker: 9 as TaskId }],
    focus: null,
    ...sampleMetrics(TODAY),
    filters: [
      { id: 1 as never, name: "Soon, at home", query: "tag:home", view: "list", sort: "smart", group: "none" },
      { id: 2 as never, name: "Everything as a board", query: "is:all", view: "board", sort: "smart", group: "status" },
    ],
    items: sampleItems(),
    details: sampleDetails(),
    highlights: sampleHighlights(),
    steps: sampleSteps(),
    conversations: sampleConversations(),
    messages: sampleMessages(),
    models: sampleModels(),
    servers: sampleServers(),
    processing: sampleProcessing(),
    settings: {
      theme: "system",
      density: "comfortable",
      motion: "system",
      text_size: "normal",
      day_start_hour: 4,
      shortcut: "Ctrl+Shift+Space",
      chat_model: "auto",
      chat_fallback: "",
      enrich_model: "",
      embed_model: "builtin:all-minilm-l6-v2",
      ollama_address: "http://127.0.0.1:11434",
      local_only: false,
      fetch_private: false,
      launch_at_login: false,
      notifications: true,
      digest_at: "",
      watched_folder: "",
      rewards: true,
      welcomed: true,
      day_capacity: 0,
      day_guide: false,
      buffer_minutes: 5,
      break_after: 90,
      break_minutes: 10,
    },
    next: 500_000,
  };
}

export function emptyWorld(): World {
  const world = sampleWorld(0);
  return {
    ...world,
    areas: [],
    projects: [],
    habits: [],
    goals: [],
    tags: [],
    tasks: [],
    blocks: [],
    focus: null,
    metrics: [],
    metricLogs: [],
    filters: [],
    items: [],
    details: new Map(),
    highlights: [],
    steps: [],
    conversations: [],
    messages: [],
    processing: {
      ...world.processing,
      queued: 0,
      running: 0,
      done: 0,
      needs_attention: 0,
      jobs: [],
      passages: 0,
      embedded: 0,
      per_minute: 0,
      remaining_seconds: null,
    },
  };
}

function sampleSteps(): Step[] {
  const step = (id: number, hoursAgo: number, more: Partial<Step>): Step => ({
    id: id as Step["id"],
    at: Date.now() - hoursAgo * 3_600_000,
    actor: "user",
    operation: "tasks.edit",
    label: "",
    changes: 1,
    undone: false,
    undo_of: null,
    ...more,
  });
  return [
    step(12, 0.2, { operation: "tasks.complete", label: "Completed Take the bike to the repair shop", changes: 2 }),
    step(11, 0.7, {
      operation: "tasks.complete",
      label: "Completed Reply to the school about the excursion",
      changes: 2,
    }),
    step(10, 1.1, {
      actor: "import",
      operation: "knowledge.import_paths",
      label: "Imported 42 items from Papers",
      changes: 42,
    }),
    step(9, 1.4, { label: "Changed 3 tasks", changes: 3, undone: true }),
    step(8, 26, { actor: "cli", operation: "tasks.create", label: "Added Buy birthday present for Jonas" }),
    step(7, 27, {
      actor: "ai",
      operation: "chat.ask",
      label: "Answered: At what temperature should I start drying oak?",
      changes: 1,
    }),
    step(6, 51, { operation: "projects.create", label: "Added the project Talk in Leipzig" }),
  ];
}
