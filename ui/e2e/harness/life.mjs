// The made-up life that pages are looked at with: the same seed gives the same life, counted back from today. What the
// core does not make up (a plan, calendars, written entries, reports) is added here.

/** Which life it is; the page of pictures names it. */
export const SEED = 7;

const ENTRIES = [
  [
    0,
    4,
    "medium",
    "Slept well for once. The chapter outline stands; the middle part is still three ideas in one coat.",
  ],
  [1, 3, "low", "Rain all day. Called the workshop about the bike; did not run, and do not mind."],
  [2, 5, "high", "Ana came for dinner. We planned the hut in June; I am to look up the train."],
  [4, 2, "low", "Too many small things. Tomorrow only two."],
  [5, 4, "medium", "Finished the budget before noon and walked home along the river."],
  [9, 4, "high", "First frost. The herbs are inside now."],
  [12, 3, "medium", "Half of the week went into meetings. Ask whether the Thursday one is needed."],
  [31, 4, "medium", "A month of writing three lines. It is less than it sounds and more than before."],
  [365, 3, "medium", "A year ago this was only an idea on the back of a receipt."],
];

/** What earlier days of the week were spent with: from which minute of the work on, and for how many. */
const SPENT = [
  ["Draft the second chapter", 60, 90],
  ["Answer letters", 270, 45],
  ["Walk the northern site with Omar", 330, 120],
];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const later = (day, days) => new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** Makes up a life of two years with a thousand tasks, and everything that pages can show of one. */
export async function liveALife(app) {
  await app.call("samples.life", { seed: SEED, years: 2, size: "small", add: true });
  await app.call("settings.update", { rewards: true });
  const [{ day: monday }] = await app.call("planning.week", {});
  const { day: today } = await app.call("planning.day", {});
  await planned(app, today, monday);
  await written(app, today);
  await reported(app, today);
}

async function planned(app, today, monday) {
  const windows = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: 540, to: 750, label: "Morning", energy: "high" },
    { weekday, from: 810, to: 1050, label: "Afternoon", energy: "medium" },
  ]);
  const weekend = [6, 7].map((weekday) => ({ weekday, from: 600, to: 840, label: "Own things", energy: "medium" }));
  await app.call("windows.set", { windows: [...windows, ...weekend] });
  const event = (name, days, from, to) =>
    [
      "BEGIN:VEVENT",
      `UID:${name}@almanac`,
      `SUMMARY:${name}`,
      `DTSTART:${stamp(days, from)}`,
      `DTEND:${stamp(days, to)}`,
      "END:VEVENT",
    ].join("\r\n");
  const stamp = (days, time) => `${later(monday, days).replaceAll("-", "")}T${time}00`;
  const events = [0, 1, 2, 3, 4].map((days) =>
    event(`Stand-up ${days + 1}`, days, "0930", "0945").replace(/SUMMARY:.*/, "SUMMARY:Stand-up"),
  );
  events.push(
    event("Dentist", 2, "1600", "1645"),
    event("Choir", 3, "1900", "2030"),
    event("Lunch with Mei", 6, "1230", "1330"),
  );
  const text = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//almanac//pictures//EN",
    ...events,
    "END:VCALENDAR",
    "",
  ].join("\r\n");
  await app.call("calendars.add", { name: "Work and family", colour: "#4a6fa5", text, file: "family.ics" });
  const { day, windows: today_ } = await app.call("planning.day", { day: monday });
  const start = today_[0].from;
  const lunch = { kind: "break", title: "Lunch", starts_at: start + 3.5 * HOUR, ends_at: start + 4.5 * HOUR };
  await app.call("blocks.create", { ...lunch, rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" });
  for (let at = day, n = 0; at < today; at = later(at, 1), n += 1) {
    const [{ from } = {}] = (await app.call("planning.day", { day: at })).windows;
    for (const [title, after, minutes] of SPENT.slice(n % 2, 2 + ((n + 1) % 2))) {
      const starts_at = from + after * 60_000;
      await app.call("blocks.create", { kind: "focus", title, starts_at, ends_at: starts_at + minutes * 60_000 });
    }
  }
  for (const from of new Set([today, day])) {
    const { changes } = await app.call("planning.propose", { day: from, week: true });
    if (changes.new.length > 0) await app.call("planning.apply", changes);
  }
  const { blocks } = await app.call("planning.day", {});
  const [first] = blocks.filter((block) => block.task !== null);
  if (first) await app.call("blocks.pin", { id: first.id, pinned: true });
}

async function written(app, today) {
  for (const [ago, mood, energy, text] of ENTRIES) {
    await app.call("logbook.create", {
      day: later(today, -ago),
      text,
      mood,
      energy,
      tags: ago % 4 === 1 ? ["writing"] : [],
    });
  }
}

async function reported(app, today) {
  const lines = (await app.call("projects.overview")).filter(({ computed }) => computed);
  for (const [n, { project }] of lines.slice(0, 3).entries()) {
    const health = ["on_track", "at_risk", "off_track"][n];
    const note = ["The hard part is behind us.", "Two tasks wait for one answer.", "It needs a smaller end."][n];
    await app.call("projects.report", { project: project.id, health, note, day: later(today, -3 - n) });
  }
  const habits = await app.call("habits.list", {});
  const metrics = await app.call("metrics.list", {});
  const run = habits.find(({ habit }) => habit.name === "Run").habit.id;
  const weight = metrics.find(({ name }) => name === "Weight").id;
  const goal = await app.call("goals.create", {
    name: "Up to the hut without stopping",
    why: "To be there in June, with breath left to talk.",
    start: later(today, -90),
    target: later(today, 120),
    criteria: [
      { kind: "counter", name: "Long runs", target: 24 },
      { kind: "habit_strength", habit: run, target: 80 },
      { kind: "metric_at_most", metric: weight, target: 72 },
    ],
  });
  const { criteria } = await app.call("goals.show", goal.id);
  const runs = criteria.find(({ kind }) => kind === "counter").id;
  for (const ago of [80, 66, 59, 45, 31, 24, 10, 3])
    await app.call("goals.enter", { criterion: runs, amount: 1, day: later(today, -ago) });
  for (const [ago, confidence, note] of [
    [40, "at_risk", "The knee."],
    [8, "on_track", "Two runs a week again."],
  ])
    await app.call("goals.check_in", { goal: goal.id, confidence, note, day: later(today, -ago) });
}
