// Pictures of every page, light and dark: as a first start shows it, empty, with a made-up life of two years and the sample
// documents, full, narrow, and when the data cannot be opened: npm run screens.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, newProfile } from "./harness/app.mjs";
import { putPointerAway } from "./harness/keys.mjs";
import { liveALife, SEED } from "./harness/life.mjs";
import { at } from "./harness/places.mjs";
import { small } from "./harness/png.mjs";
import { processed, ready, samples } from "./harness/steps.mjs";
import { Key, until } from "./harness/webdriver.mjs";

const FOLDER = process.env.ALMANAC_SCREENS ?? "docs/screens";
/** Only these, by the beginning of their names; all of them unless said. */
const ONLY = process.env.ALMANAC_SCREENS_ONLY?.split(",");

const FULL_SIZE = process.env.ALMANAC_SCREENS_SIZE ?? "medium";

const profile = newProfile();
const full = newProfile();
// Pictures are of a morning, wherever and whenever they are taken. The zones of this family have their sign turned round.
const ahead = ((10 - new Date().getUTCHours() + 35) % 24) - 11;
profile.environment.TZ = full.environment.TZ = `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
let app;

before(async () => {
  mkdirSync(FOLDER, { recursive: true });
  if (!ONLY) for (const name of readdirSync(FOLDER)) if (name.endsWith(".png")) rmSync(join(FOLDER, name));
  app = await launch(profile);
  putPointerAway();
  await pictureOfNothing();
  await liveALife(app);
  const { id } = await app.call("tasks.create", { title: "Rent the chipper" });
  await app.call("tasks.delete", { ids: [id] });
  await app.call("knowledge.import_files", { files: samples().map(({ name, base64 }) => ({ name, base64 })) });
  await processed(app);
  await app.call("chat.ask", { text: "How long does larch last without paint?" });
});

after(async () => {
  await app?.stop();
  profile.remove();
  full.remove();
  if (!ONLY) writeFileSync(join(FOLDER, "README.md"), listOf(readdirSync(FOLDER)));
});

const place = (route) => app.page.run("(route) => { location.hash = route; }", route);

const one = (base, list, found) => async () => {
  const rows = await list();
  await place(`${base}/${(rows.find(found) ?? rows[0]).id}`);
};
const rowsOf = (operation, part) => async () =>
  (await app.call(operation, {}).catch(() => app.call(operation))).map((row) => row[part] ?? row);

/** What a page is called, and how one comes to it. */
const PAGES = {
  today: () => place("/today"),
  plan: () => place("/plan"),
  "plan-week": async () => {
    await place("/plan");
    await app.page.find(at.timeline);
    await app.page.run(
      "() => [...document.querySelectorAll('main fieldset button')].find((one) => one.textContent === 'Week').click()",
    );
  },
  inbox: () => place("/inbox"),
  tasks: () => place("/tasks"),
  board: () => place("/tasks?view=board"),
  calendar: () => place("/tasks?view=calendar"),
  matrix: () => place("/tasks?view=matrix"),
  task: async () => {
    const { tasks } = await app.call("tasks.list", { filter: "has:repeat" });
    await place(`/tasks?task=${tasks[0].id}`);
  },
  projects: () => place("/projects"),
  project: async () => {
    const lines = await app.call("projects.overview");
    await place(`/projects/${lines.find(({ declared }) => declared !== null).project.id}`);
  },
  area: one("/areas", rowsOf("areas.list"), ({ name }) => name === "Work"),
  habits: () => place("/habits"),
  habit: one("/habits", rowsOf("habits.list", "habit"), ({ name }) => name === "Read"),
  goals: () => place("/goals"),
  goal: one("/goals", rowsOf("goals.list", "goal"), ({ name }) => name.includes("hut")),
  metrics: () => place("/metrics"),
  metric: one("/metrics", rowsOf("metrics.list"), ({ name }) => name === "Weight"),
  logbook: async () => {
    const { day } = await app.call("logbook.day", {});
    await place(`/logbook/${new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)}`);
  },
  digest: () => place("/digest"),
  review: async () => {
    await place("/review");
    await app.page.find("main nav button");
    await app.page.run("() => document.querySelector('main nav button').click()");
  },
  "review-summary": async () => {
    await place("/review");
    await app.page.find("main nav button");
    await app.page.run("() => [...document.querySelectorAll('main nav button')].at(-1).click()");
  },
  rewards: () => place("/rewards"),
  knowledge: () => place("/knowledge"),
  reader: async () => {
    const { items } = await app.call("knowledge.list", { text: "minutes" });
    await place(`/knowledge/${items[0].id}`);
  },
  search: () => place("/search?q=when%20are%20plum%20trees%20pruned"),
  chat: async () => {
    const [conversation] = await app.call("chat.conversations", {});
    await place(`/chat/${conversation.id}`);
  },
  tags: () => place("/tags"),
  activity: () => place("/activity"),
  trash: () => place("/trash"),
  diagnostics: () => place("/diagnostics"),
  processing: () => place("/processing"),
  settings: () => place("/settings"),
};
/** Which of them say something useful when there is nothing. */
const EMPTY = [
  "today",
  "plan",
  "inbox",
  "tasks",
  "projects",
  "habits",
  "goals",
  "metrics",
  "logbook",
  "digest",
  "review",
  "rewards",
  "knowledge",
  "chat",
  "activity",
  "trash",
  "processing",
];
/** Which have a chart in any case. */
const CHARTS = ["habit", "goal", "metric"];
const FULL = ["today", "tasks", "inbox", "board", "habits", "metrics", "goals", "activity"];

for (const theme of ["light", "dark"]) {
  test(`every page, ${theme}`, async () => {
    await app.main();
    await app.call("settings.update", { theme });
    for (const [name, go] of Object.entries(PAGES)) {
      await go();
      await take(name, theme);
    }
    await place("/today");
    await app.page.find(at.taskRow);
    await app.page.chord(Key.control, "k");
    await take("palette", theme);
    await app.page.press(Key.escape);
  });

  test(`the capture window, ${theme}`, async () => {
    await app.main();
    await app.shell("show_capture");
    await app.capture();
    await until("the capture window", () => app.isVisible());
    // What was typed for the first picture is kept as a draft.
    const draft = await app.page.run("(selector) => document.querySelector(selector).value", at.captureInput);
    if (!draft) await app.page.type(at.captureInput, "Call the carpenter tomorrow 10am #Fence p2 @phone");
    await take("capture", theme);
    await app.page.press(Key.escape);
  });
}

test("every page in a narrow window", async () => {
  await app.main();
  await app.call("settings.update", { theme: "light" });
  await app.page.resize(900, 700);
  for (const [name, go] of Object.entries(PAGES)) {
    await go();
    await take(name, "narrow");
  }
  await app.page.resize(1180, 780);
});

test("a full profile", async () => {
  // A second start would only call the first.
  await app.quit();
  app = await launch(full);
  await ready(app);
  putPointerAway();
  await app.call("samples.life", { seed: SEED, years: 5, size: FULL_SIZE });
  await app.call("settings.update", { rewards: true });
  for (const theme of ["light", "dark"]) {
    await app.call("settings.update", { theme });
    for (const name of FULL) {
      await PAGES[name]();
      await take(`${name}-full`, theme);
    }
  }
});

test("data that cannot be opened", async () => {
  await app.quit();
  app = undefined;
  const broken = newProfile();
  mkdirSync(broken.data, { recursive: true });
  writeFileSync(join(broken.data, "almanac.db"), Buffer.alloc(40_000, "not a database "));
  const other = await launch(broken);
  try {
    await other.page.find(at.recovery, { seconds: 30 });
    await take("recovery", "light", other);
  } finally {
    await other.stop();
    broken.remove();
  }
});

/** The first steps, and every page that says something useful when there is nothing. */
async function pictureOfNothing() {
  await app.page.find(at.welcome, { seconds: 30 });
  await app.page.write("Call Ana tomorrow 5pm #kitchen p2");
  for (const theme of ["light", "dark"]) {
    await app.call("settings.update", { theme });
    await take("welcome", theme);
  }
  await ready(app);
  await app.call("settings.update", { rewards: true });
  for (const theme of ["light", "dark"]) {
    await app.call("settings.update", { theme });
    for (const name of EMPTY) {
      await place(`/${name}`);
      await take(`${name}-empty`, theme);
    }
  }
}

/** Takes a picture once the page has come to rest. */
async function take(name, theme, of = app) {
  const file = `${name}-${theme}.png`;
  if (ONLY && !ONLY.some((begin) => file.startsWith(begin))) return;
  // Charts come a moment after their page.
  if (CHARTS.includes(name.replace(/-(empty|full)$/, ""))) await of.page.find("main figure svg");
  await new Promise((resolve) => setTimeout(resolve, 900));
  writeFileSync(join(FOLDER, file), small(await of.page.picture()));
}

/** The page of pictures: each page of the app with the states in which it was taken. */
function listOf(files) {
  const names = files.filter((file) => file.endsWith(".png")).map((file) => file.slice(0, -4));
  const known = [...Object.keys(PAGES), "welcome", "capture", "palette", "recovery"];
  const states = ["light", "dark", "narrow", "empty-light", "empty-dark", "full-light", "full-dark"];
  const row = (page) => {
    const taken = states.filter((state) => names.includes(`${page}-${state}`));
    return `| ${page} | ${taken.map((state) => `[${state.replace("-", ", ")}](${page}-${state}.png)`).join(" · ")} |`;
  };
  return `# Pictures

Every page of the real window, taken by \`npm run screens\`, which also writes this page. _light_ and _dark_ show a made-up life of
two years with a thousand tasks (\`samples.life\`, seed ${SEED}; a plan, calendars and written entries are added in
\`ui/e2e/harness/life.mjs\`) and the documents in \`samples/\`; _narrow_ is the same at 900 pixels; _empty_ is a first start; _full_ is a made-up life of
five years, size ${FULL_SIZE}. The clock of the window stands at about ten in the morning. Each picture has at most 256 colours, to be small.

| page | states |
| --- | --- |
${known.map(row).join("\n")}
`;
}
