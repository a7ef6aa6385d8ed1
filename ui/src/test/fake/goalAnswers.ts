// The made-up core's goals and the health of projects: a linked task counts once, a counter counts; the rest is drawn.
import type {
  AreaId,
  CriterionId,
  CriterionReading,
  Failure,
  Goal,
  GoalDetail,
  GoalId,
  GoalLine,
  HealthTerm,
  Project,
  ProjectDetail,
} from "../../api/bindings";
import { addDays, daysBetween } from "../../kit/time";
import type { Answers } from "./answers";
import { TODAY, type World } from "./world";

type Fail = (kind: Failure["kind"], text: string) => never;
export type FakeGoal = {
  goal: Goal;
  criteria: CriterionReading[];
  links: GoalDetail["links"];
  checkIns: GoalDetail["check_ins"];
};

const goal = (id: number, name: string, more: Partial<Goal> = {}): Goal => ({
  id: id as GoalId,
  name,
  why: "",
  status: "active",
  area: null,
  parent: null,
  start: addDays(TODAY, -60),
  target: null,
  combine: "all",
  closed: null,
  place: id,
  ...more,
});

const criterion = (id: number, more: Partial<CriterionReading>): CriterionReading => ({
  id: id as CriterionId,
  kind: "counter",
  name: "",
  target: null,
  weight: 1,
  project: null,
  habit: null,
  metric: null,
  base: null,
  days: null,
  level: 0,
  share: 0,
  part: 1,
  says: "",
  entries: [],
  ...more,
});

export function sampleGoals(): FakeGoal[] {
  const area = (id: number) => id as AreaId;
  const plain = { links: [], checkIns: [] };
  return [
    {
      ...plain,
      goal: goal(1, "Speak Spanish with Ana's family", {
        area: area(3),
        target: addDays(TODAY, 60),
        why: "So that the summer in Valencia is theirs, too.",
        combine: "weights",
      }),
      criteria: [
        criterion(1, {
          name: "Lessons",
          target: 100,
          level: 58,
          share: 0.58,
          part: 0.75,
          says: "58 of 100",
          weight: 3,
        }),
        criterion(2, { kind: "yes_no", name: "A whole evening without English", part: 0.25, says: "not yet" }),
      ],
      links: [{ kind: "project", id: 4, title: "Statistics course", done: false }],
      checkIns: [
        {
          id: 1 as never,
          day: addDays(TODAY, -6),
          confidence: "at_risk",
          note: "Two weeks without a lesson. **Mornings** work better.",
          created_at: 0 as never,
        },
      ],
    },
    {
      ...plain,
      goal: goal(2, "Read a novel in Spanish", { area: area(3), parent: 1 as GoalId, target: addDays(TODAY, 20) }),
      criteria: [criterion(3, { name: "Chapters", target: 24, level: 21, share: 0.875, says: "21 of 24" })],
    },
    { ...plain, goal: goal(3, "A kitchen that we like to be in", { area: area(2) }), criteria: [] },
  ];
}

function lineOf({ goal, criteria, checkIns }: FakeGoal): GoalLine {
  const share = criteria.reduce((sum, one) => sum + one.share * one.part, 0);
  const whole = goal.target ? daysBetween(goal.start, goal.target) : 0;
  const expected = whole > 0 ? daysBetween(goal.start, TODAY) / whole : 0;
  const buffer = Math.floor((share - expected) * whole);
  const says = buffer === 0 ? "on pace" : `${Math.abs(buffer)} days ${buffer > 0 ? "ahead" : "behind"}`;
  const measured = criteria.length > 0;
  return {
    goal,
    share,
    measurable: measured,
    pace: measured && goal.target ? { expected, buffer_days: buffer, says, overdue: false } : null,
    next_milestone: ([25, 50, 75, 100].find((percent) => share * 100 < percent) ?? null) as never,
    likely: measured ? addDays(TODAY, 50) : null,
    confidence: checkIns[0]?.confidence ?? null,
  };
}

function detailOf(world: World, one: FakeGoal): GoalDetail {
  const line = lineOf(one);
  const days = Math.max(0, daysBetween(one.goal.start, TODAY));
  const at = (day: number) => line.share * (days === 0 ? 1 : (day / days) ** 0.8);
  const whole = one.goal.target ? daysBetween(one.goal.start, one.goal.target) : null;
  const sure = line.measurable && days > 28;
  const parent = world.goals.find(({ goal }) => goal.id === one.goal.parent)?.goal;
  return {
    line,
    above: parent ? [{ id: parent.id, name: parent.name }] : [],
    below: world.goals.filter(({ goal }) => goal.parent === one.goal.id).map(lineOf),
    criteria: one.criteria,
    contributions: one.criteria
      .filter(({ level }) => level > 0)
      .map(({ id, name, share, part, level }) => ({
        criterion: id,
        kind: "entry" as const,
        id: id as number,
        title: name,
        day: addDays(TODAY, -2),
        amount: level,
        adds: share * part,
        open: false,
      })),
    links: one.links,
    forecast: {
      earliest: sure ? addDays(TODAY, 35) : null,
      likely: sure ? addDays(TODAY, 50) : null,
      latest: sure ? addDays(TODAY, 84) : null,
      weeks: sure ? 8 : 0,
      none_because: sure ? null : "a forecast needs four weeks of history",
      band: sure
        ? [1, 2, 3, 4, 5, 6, 7, 8].map((week) => ({
            day: addDays(TODAY, 7 * week),
            low: Math.min(1, line.share + 0.04 * week),
            middle: Math.min(1, line.share + 0.06 * week),
            high: Math.min(1, line.share + 0.085 * week),
          }))
        : [],
    },
    history: Array.from({ length: days + 1 }, (_, day) => ({
      day: addDays(one.goal.start, day),
      share: at(day),
      expected: whole === null ? null : Math.min(1, day / whole),
    })),
    changed: [],
    milestones: [25, 50, 75, 100].map((percent) => ({
      percent,
      day: line.share * 100 >= percent ? addDays(TODAY, -40 + Math.round(percent / 2)) : null,
    })),
    check_ins: one.checkIns,
  };
}

function projectDetail(project: Project): ProjectDetail {
  const active = project.status === "active";
  const stalled = project.id === 2;
  const term = (kind: HealthTerm["kind"], value: number, weight: number, says: string): HealthTerm => ({
    kind,
    value,
    weight,
    takes: value * weight,
    says,
  });
  const some = stalled ? 0.33 : 0;
  const terms = [
    term("stalled", stalled ? 0.9 : 0, 25, stalled ? "nothing moved for 26 days" : "something moved today"),
    term("overdue", some, 25, `${stalled ? 1 : 0} of 3 open tasks overdue`),
    term("no_next_action", 0, 20, "2 tasks can be started now"),
    term("blocked", some, 15, `${stalled ? 1 : 0} of 3 open tasks blocked or waiting`),
    term("scope_growth", 0, 15, "0 tasks added in four weeks to 7 before"),
  ];
  const score = stalled ? 64 : 100;
  const all = project.open_tasks + project.done_tasks;
  return {
    line: {
      project,
      declared: stalled ? "on_track" : null,
      computed: active ? { score, health: stalled ? "at_risk" : "on_track", terms } : null,
      disagree: stalled ? "You said on track; its tasks say at risk" : null,
      likely: active ? addDays(TODAY, 21) : null,
    },
    updates: stalled
      ? [
          {
            id: 1 as never,
            day: addDays(TODAY, -20),
            health: "on_track",
            note: "The tiles are chosen.",
            created_at: 0 as never,
          },
        ]
      : [],
    forecast: {
      p50: active ? addDays(TODAY, 21) : null,
      p80: active ? addDays(TODAY, 33) : null,
      per_week: 1.4,
      weeks: 9,
      buffer_days: null,
      none_because: active ? null : "nothing is open",
    },
    burn_up: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((ago) => ({
      day: addDays(TODAY, -7 * ago),
      scope: Math.max(0, all - Math.round(ago / 3)),
      done: Math.max(0, project.done_tasks - ago),
    })),
  };
}

export function goalAnswers(world: World, step: (label: string, changes: number) => void, fail: Fail) {
  const find = (id: GoalId) => world.goals.find((one) => one.goal.id === id) ?? fail("not_found", "This goal is gone.");
  const fresh = () => {
    world.next += 1;
    return world.next;
  };
  const readings = (inputs: readonly { kind: CriterionReading["kind"]; id?: unknown }[]) =>
    inputs.map((input) =>
      criterion(fresh(), {
        ...(input as Partial<CriterionReading>),
        id: fresh() as CriterionId,
        part: 1 / inputs.length,
      }),
    );
  return {
    "goals.list": () => world.goals.map(lineOf),
    "goals.off_pace": () => world.goals.map(lineOf).filter((line) => (line.pace?.buffer_days ?? 0) < 0),
    "goals.show": (id) => detailOf(world, find(id)),
    "goals.linked": ({ kind, id }) =>
      world.goals
        .filter(({ links }) => links.some((link) => link.kind === kind && link.id === id))
        .map(({ goal }) => ({ id: goal.id, name: goal.name })),
    "goals.create": ({ name, area, parent, target, combine, criteria }) => {
      const made = goal(fresh(), name, {
        area: area ?? null,
        parent: parent ?? null,
        target: target ?? null,
        combine: combine ?? "all",
        start: TODAY,
      });
      step(`Added the goal ${name}`, 1);
      world.goals.push({ goal: made, criteria: readings(criteria ?? []), links: [], checkIns: [] });
      return made;
    },
    "goals.update": ({ id, ...patch }) => Object.assign(find(id).goal, patch),
    "goals.delete": (id) => {
      world.goals = world.goals.filter((one) => one.goal.id !== id);
      return null;
    },
    "goals.place": ({ goal: id, before }) => {
      const one = find(id);
      world.goals = world.goals.filter((other) => other !== one);
      const at = world.goals.findIndex((other) => other.goal.id === before);
      world.goals.splice(at < 0 ? world.goals.length : at, 0, one);
      return null;
    },
    "goals.link": ({ goal: id, subject }) => {
      find(id).links.push({ ...subject, title: "Linked", done: false });
      return null;
    },
    "goals.unlink": ({ goal: id, subject }) => {
      const one = find(id);
      one.links = one.links.filter((link) => link.kind !== subject.kind || link.id !== subject.id);
      return null;
    },
    "goals.set_criteria": ({ goal: id, combine, criteria }) => {
      const one = find(id);
      one.goal.combine = combine;
      one.criteria = readings(criteria);
      return detailOf(world, one);
    },
    "goals.enter": ({ criterion: id, amount }) => {
      for (const { criteria } of world.goals)
        for (const one of criteria.filter((other) => other.id === id)) {
          one.level = one.kind === "yes_no" ? amount : one.level + amount;
          one.share = Math.min(1, one.level / (one.target ?? 1));
          one.says = one.kind === "yes_no" ? (one.level >= 1 ? "yes" : "not yet") : `${one.level} of ${one.target}`;
        }
      return { id: fresh() as never, criterion: id, day: TODAY, amount, note: "", created_at: 0 as never };
    },
    "goals.check_in": ({ goal: id, confidence, note }) => {
      const made = { id: fresh() as never, day: TODAY, confidence, note: note ?? "", created_at: 0 as never };
      find(id).checkIns.unshift(made);
      return made;
    },
    "projects.overview": () => world.projects.map((project) => projectDetail(project).line),
    "projects.show": (id) =>
      projectDetail(world.projects.find((one) => one.id === id) ?? fail("not_found", "This project is gone.")),
    "projects.report": ({ health, note }) => ({
      id: fresh() as never,
      day: TODAY,
      health,
      note: note ?? "",
      created_at: 0 as never,
    }),
    "areas.update": ({ id, ...patch }) =>
      Object.assign(world.areas.find((one) => one.id === id) ?? fail("not_found", "This area is gone."), patch),
  } satisfies Partial<Answers>;
}
