// Which page stands at which address. Features meet here: a page gets what it shows from others as a prop.
import {
  createHashHistory,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { QuickAdd } from "../features/capture/QuickAdd";
import { AreaHabits } from "../features/habits/AreaHabits";
import { TodayHabits } from "../features/habits/TodayHabits";
import { Written } from "../features/logbook/Written";
import { DayStrip } from "../features/plan/DayStrip";
import { DayOffer } from "../features/plan/day/Offer";
import { InboxPage } from "../features/tasks/InboxPage";
import { readPlace } from "../features/tasks/place";
import { TaskSections } from "../features/tasks/TaskSections";
import { TasksPage } from "../features/tasks/TasksPage";
import { TodayPage } from "../features/today/TodayPage";
import { Layout } from "./Layout";

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;
const whole = (value: unknown): number | undefined => {
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
};
/** Leaves undefined out, so that addresses stay short. */
function only<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

const root = createRootRoute({
  component: Layout,
  validateSearch: (search: Record<string, unknown>) => only({ task: whole(search.task) }),
});

const page = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

const index = createRoute({
  ...page("/"),
  beforeLoad: () => {
    throw redirect({ to: "/today" });
  },
});
const today = createRoute({
  ...page("/today"),
  component: () => (
    <TodayPage {...{ TaskSections, QuickAdd }} Habits={TodayHabits} offer={<DayOffer />} strip={<DayStrip />} />
  ),
});
const plan = createRoute({
  ...page("/plan"),
  validateSearch: (search: Record<string, unknown>) =>
    only({
      add: search.add === true ? true : undefined,
      propose: search.propose === "day" || search.propose === "week" ? (search.propose as "day" | "week") : undefined,
    }),
  component: lazyRouteComponent(() => import("../features/plan/PlanPage"), "PlanPage"),
});
const inbox = createRoute({ ...page("/inbox"), component: () => <InboxPage QuickAdd={QuickAdd} /> });
const tasks = createRoute({
  ...page("/tasks"),
  validateSearch: (search: Record<string, unknown>) => only(readPlace(search)),
  component: () => <TasksPage QuickAdd={QuickAdd} />,
});
/** Where reminders and other programs send to: the task beside the list. */
const oneTask = createRoute({
  ...page("/tasks/$id"),
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/tasks", search: only({ task: whole(params.id) }) });
  },
});
const projects = createRoute({
  ...page("/projects"),
  validateSearch: (search: Record<string, unknown>) => only({ add: search.add === true ? true : undefined }),
  component: lazyRouteComponent(() => import("../features/projects/ProjectsPage"), "ProjectsPage"),
});
const ProjectPage = lazy(() =>
  import("../features/projects/ProjectPage").then((module) => ({ default: module.ProjectPage })),
);
const project = createRoute({
  ...page("/projects/$id"),
  component: () => (
    <Suspense>
      <ProjectPage {...{ TaskSections, QuickAdd, Written }} />
    </Suspense>
  ),
});
const habits = createRoute({
  ...page("/habits"),
  validateSearch: (search: Record<string, unknown>) => only({ add: search.add === true ? true : undefined }),
  component: lazyRouteComponent(() => import("../features/habits/HabitsPage"), "HabitsPage"),
});
const HabitPage = lazy(() => import("../features/habits/HabitPage").then((module) => ({ default: module.HabitPage })));
const habit = createRoute({
  ...page("/habits/$id"),
  component: () => (
    <Suspense>
      <HabitPage Written={Written} />
    </Suspense>
  ),
});
const goals = createRoute({
  ...page("/goals"),
  validateSearch: (search: Record<string, unknown>) => only({ add: search.add === true ? true : undefined }),
  component: lazyRouteComponent(() => import("../features/goals/GoalsPage"), "GoalsPage"),
});
const GoalPage = lazy(() => import("../features/goals/GoalPage").then((module) => ({ default: module.GoalPage })));
const goal = createRoute({
  ...page("/goals/$id"),
  component: () => (
    <Suspense>
      <GoalPage Written={Written} />
    </Suspense>
  ),
});
const AreaPage = lazy(() => import("../features/areas/AreaPage").then((module) => ({ default: module.AreaPage })));
const AreaMetrics = lazy(() =>
  import("../features/metrics/AreaMetrics").then((module) => ({ default: module.AreaMetrics })),
);
const area = createRoute({
  ...page("/areas/$id"),
  component: () => (
    <Suspense>
      <AreaPage TaskSections={TaskSections} Habits={AreaHabits} Metrics={AreaMetrics} />
    </Suspense>
  ),
});
const metrics = createRoute({
  ...page("/metrics"),
  validateSearch: (search: Record<string, unknown>) => only({ add: search.add === true ? true : undefined }),
  component: lazyRouteComponent(() => import("../features/metrics/MetricsPage"), "MetricsPage"),
});
const MetricPage = lazy(() =>
  import("../features/metrics/MetricPage").then((module) => ({ default: module.MetricPage })),
);
const metric = createRoute({
  ...page("/metrics/$id"),
  component: () => (
    <Suspense>
      <MetricPage Written={Written} />
    </Suspense>
  ),
});
const knowledge = createRoute({
  ...page("/knowledge"),
  validateSearch: (search: Record<string, unknown>) =>
    only({ q: text(search.q), state: text(search.state), add: text(search.add), title: text(search.title) }),
  component: lazyRouteComponent(() => import("../features/knowledge/LibraryPage"), "LibraryPage"),
});
const reader = createRoute({
  ...page("/knowledge/$id"),
  validateSearch: (search: Record<string, unknown>) =>
    only({ start: whole(search.start), end: whole(search.end), edit: search.edit === true ? true : undefined }),
  component: lazyRouteComponent(() => import("../features/knowledge/ReaderPage"), "ReaderPage"),
});
const tags = createRoute({
  ...page("/tags"),
  component: lazyRouteComponent(() => import("../features/knowledge/TagsPage"), "TagsPage"),
});
const LogbookPage = lazyRouteComponent(() => import("../features/logbook/LogbookPage"), "LogbookPage");
const logbook = createRoute({ ...page("/logbook"), component: LogbookPage });
const logbookDay = createRoute({ ...page("/logbook/$day"), component: LogbookPage });
const logbookEntry = createRoute({
  ...page("/logbook/entry/$id"),
  component: lazyRouteComponent(() => import("../features/logbook/EntryRedirect"), "EntryRedirect"),
});
const digest = createRoute({
  ...page("/digest"),
  component: lazyRouteComponent(() => import("../features/digest/DigestPage"), "DigestPage"),
});
const review = createRoute({
  ...page("/review"),
  component: lazyRouteComponent(() => import("../features/review/ReviewPage"), "ReviewPage"),
});
const search = createRoute({
  ...page("/search"),
  validateSearch: (search: Record<string, unknown>) => only({ q: text(search.q), mode: text(search.mode) }),
  component: lazyRouteComponent(() => import("../features/search/SearchPage"), "SearchPage"),
});
const chat = createRoute({
  ...page("/chat"),
  validateSearch: (search: Record<string, unknown>) =>
    only({ ask: text(search.ask), find: text(search.find), message: whole(search.message) }),
  component: lazyRouteComponent(() => import("../features/chat/ChatPage"), "ChatPage"),
});
const conversation = createRoute({
  ...page("/chat/$id"),
  validateSearch: (search: Record<string, unknown>) => only({ message: whole(search.message) }),
  component: lazyRouteComponent(() => import("../features/chat/ChatPage"), "ChatPage"),
});
const activity = createRoute({
  ...page("/activity"),
  component: lazyRouteComponent(() => import("../features/activity/ActivityPage"), "ActivityPage"),
});
const trash = createRoute({
  ...page("/trash"),
  component: lazyRouteComponent(() => import("../features/trash/TrashPage"), "TrashPage"),
});
const diagnostics = createRoute({
  ...page("/diagnostics"),
  component: lazyRouteComponent(() => import("../features/diagnostics/DiagnosticsPage"), "DiagnosticsPage"),
});
const rewards = createRoute({
  ...page("/rewards"),
  validateSearch: (search: Record<string, unknown>) => only({ add: search.add === true ? true : undefined }),
  component: lazyRouteComponent(() => import("../features/rewards/RewardsPage"), "RewardsPage"),
});
const processing = createRoute({
  ...page("/processing"),
  component: lazyRouteComponent(() => import("../features/processing/ProcessingPage"), "ProcessingPage"),
});
const settings = createRoute({
  ...page("/settings"),
  component: lazyRouteComponent(() => import("../features/settings/SettingsPage"), "SettingsPage"),
});

const tree = root.addChildren([
  index,
  today,
  plan,
  inbox,
  tasks,
  oneTask,
  projects,
  project,
  rewards,
  habits,
  habit,
  goals,
  goal,
  area,
  metrics,
  metric,
  knowledge,
  reader,
  tags,
  logbook,
  logbookDay,
  logbookEntry,
  digest,
  review,
  search,
  chat,
  conversation,
  activity,
  trash,
  diagnostics,
  processing,
  settings,
]);

/** The address lives behind "#": a custom protocol has only one file. `at` starts in memory (tests). */
export function createAppRouter(at?: string) {
  return createRouter({
    routeTree: tree,
    history: at === undefined ? createHashHistory() : createMemoryHistory({ initialEntries: [at] }),
    defaultPreload: "intent",
    defaultNotFoundComponent: () => <p style={{ padding: 40 }}>There is no such page.</p>,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
