// The made-up core's urgency, rewards and wallet.
import type { Failure, PointRules, Posting, Reward, UrgencyRule } from "../../api/bindings";
import type { Answers } from "./answers";
import { at, TODAY, type World } from "./world";

type Fail = (kind: Failure["kind"], text: string) => never;

const RULES: PointRules = { task: 5, hour: 10, p1: 10, p2: 5, p3: 2, p4: 0, project: 100 };
const FORMULA: readonly Omit<UrgencyRule, "coefficient">[] = [
  { term: "p1", name: "Priority 1", about: "1 if the priority is 1", default: 6 },
  { term: "p2", name: "Priority 2", about: "1 if the priority is 2", default: 3.9 },
  {
    term: "deadline",
    name: "Deadline",
    about: "grows each day from 14 days before, to 1 when a week late",
    default: 12,
  },
  { term: "blocking", name: "Others wait for it", about: "1 if an open task waits for it", default: 8 },
  { term: "age", name: "Age", about: "the days since it was added, of 365; at most 1", default: 2 },
  { term: "blocked", name: "Waits for a task", about: "1 if an open task is in its way", default: -5 },
];

const reward = (
  id: number,
  name: string,
  price: number,
  cooldown_days: number,
  more: Partial<Reward> = {},
): Reward => ({
  id: id as never,
  name,
  notes: "",
  price,
  cooldown_days,
  redeemed: 0,
  last: null,
  again: null,
  days_left: 0,
  missing: 0,
  ...more,
});

export function rewardsAnswers(world: World, step: (label: string, changes: number) => void, fail: Fail) {
  const empty = world.tasks.length === 0;
  let rules = RULES;
  let rewards: Reward[] = empty
    ? []
    : [
        reward(1, "Coffee out", 40, 1, { redeemed: 9, last: TODAY, again: TODAY, days_left: 1 }),
        reward(2, "An evening with a film", 80, 2, { redeemed: 3, notes: "The long one, with popcorn" }),
        reward(3, "Dinner out", 500, 14),
      ];
  const entries: Posting[] = empty
    ? []
    : (
        [
          ["redeemed", "Coffee out", -40, "redemption"],
          ["earned", "Send the revised quote to Hartmann", 15, "task"],
          ["taken_back", "Renew the library books", -5, "task"],
          ["earned", "Renew the library books", 5, "task"],
          ["earned", "Sharpen the planes", 10, "task"],
        ] as const
      ).map(([kind, words, points, subject], place) => ({
        id: (50 - place) as never,
        at: at(TODAY, 9, 30) - place * 5_000_000,
        booked_at: at(TODAY, 9, 30),
        kind,
        words,
        subject,
        subject_id: 1,
        from: points < 0 ? "wallet" : "earned",
        to: points < 0 ? "spent" : "wallet",
        points,
        balance: 150 - place,
        owed: 0,
      }));
  const balance = () => entries[0]?.balance ?? 0;
  const spend = (words: string, points: number) =>
    entries.unshift({
      ...(entries[0] as Posting),
      id: (world.next + 1) as never,
      kind: "redeemed",
      words,
      subject: "redemption",
      points: -points,
      balance: balance() - points,
    });
  const tuned: Partial<Record<UrgencyRule["term"], number>> = {};
  const formula = () => FORMULA.map((rule) => ({ ...rule, coefficient: tuned[rule.term] ?? rule.default }));
  const one = (id: number) => rewards.find((reward) => reward.id === id) ?? fail("not_found", "This reward is gone.");
  return {
    "tasks.urgency": (id) => {
      const task = world.tasks.find((one) => one.id === id);
      if (!task || task.status === "done") return { urgency: null, parts: [], inherited: null };
      return {
        urgency: 16.5,
        parts: [
          { term: "blocking", name: "Others wait for it", coefficient: 8, value: 1, adds: 8 },
          { term: "deadline", name: "Deadline", coefficient: 12, value: 0.47, adds: 5.6 },
          { term: "age", name: "Age", coefficient: 2, value: 0.2, adds: 0.4 },
        ],
        inherited: { task: { id, title: "Move the workbench", done: false }, adds: 2.5 },
      };
    },
    "urgency.formula": formula,
    "urgency.preview": ({ coefficients }) =>
      world.tasks.slice(0, empty ? 0 : 5).map((task, place) => ({
        task,
        urgency: 12 - place + (coefficients.age ?? 2) - 2,
        now: 12 - place,
      })),
    "urgency.tune": ({ coefficients }) => {
      step("Tuned the urgency of tasks", 1);
      Object.assign(tuned, coefficients);
      return formula();
    },
    "urgency.reset": () => {
      for (const { term } of FORMULA) delete tuned[term];
      return formula();
    },
    "rewards.list": () => rewards.map((one) => ({ ...one, missing: Math.max(0, one.price - balance()) })),
    "rewards.create": ({ name, price, notes, cooldown_days }) => {
      if (!name.trim()) return fail("invalid", "a reward needs a name");
      step(`Added the reward ${name}`, 1);
      world.next += 1;
      const made = reward(world.next, name, price, cooldown_days ?? 0, { notes: notes ?? "" });
      rewards.push(made);
      return made;
    },
    "rewards.update": ({ id, ...patch }) => {
      step("Changed a reward", 1);
      return Object.assign(one(id), patch);
    },
    "rewards.delete": (id) => {
      step(`Deleted the reward ${one(id).name}`, 1);
      rewards = rewards.filter((one) => one.id !== id);
      return null;
    },
    "rewards.redeem": (id) => {
      const { name, price } = one(id);
      if (price > balance()) return fail("conflict", `${name} costs ${price} points; ${price - balance()} are missing`);
      step(`Redeemed ${name} for ${price} points`, 1);
      spend(name, price);
      return { id: 1 as never, name, price, at: at(TODAY, 10), balance: balance() };
    },
    "rewards.rules": () => ({ rules, default: RULES }),
    "rewards.set_rules": (next) => {
      step("Changed what earns points", 1);
      rules = next;
      return { rules, default: RULES };
    },
    "wallet.show": ({ limit }) => ({
      balance: balance(),
      owed: 0,
      earned: 1290,
      spent: 1140,
      total: entries.length,
      entries: entries.slice(0, limit ?? 50),
      weeks: empty
        ? []
        : Array.from({ length: 12 }, (_, week) => ({
            week: `2026-${week < 5 ? "09" : "10"}-${String(1 + ((week * 7) % 28)).padStart(2, "0")}`,
            earned: 60 + ((week * 37) % 90),
            spent: week % 3 === 0 ? 80 : 0,
          })),
    }),
    "wallet.simulate": (tried) => ({
      since: TODAY,
      parts: [{ subject: "task", count: 41, earned: 410, would: 410 + 41 * (tried.task - RULES.task) }],
      earned: 410,
      would: 410 + 41 * (tried.task - RULES.task),
    }),
  } satisfies Partial<Answers>;
}
