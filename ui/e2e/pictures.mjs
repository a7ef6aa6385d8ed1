// Pictures of every page, light and dark: as a first start shows it, empty, with the sample documents and a few tasks,
// full, narrow, and when the data cannot be opened: npm run screens.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, newProfile } from "./harness/app.mjs";
import { at } from "./harness/places.mjs";
import { processed, ready, samples } from "./harness/steps.mjs";
import { Key, until } from "./harness/webdriver.mjs";

const FOLDER = process.env.ALMANAC_SCREENS ?? "docs/screens";
const TASKS = `Order larch for the fence by friday #Fence p1
Clear the old posts tomorrow 9am for 2h #Fence @yard
Empty the rain barrel before the frost due 7 nov @water
Sow lamb's lettuce today ~20m
Sort the receipts for the district by 30 november #Budget p2
Sharpen the secateurs today 17:00 for 30m @tools
Ask Mei about the ladder
Write to the district about the grant`;

const profile = newProfile();
let app;

before(async () => {
  mkdirSync(FOLDER, { recursive: true });
  app = await launch(profile);
  await pictureOfNothing();
  await app.call("capture.save", { text: TASKS });
  const [ladder] = (await app.call("tasks.list", { filter: "ladder" })).tasks;
  await app.call("tasks.complete", { ids: [ladder.id] });
  const { id } = await app.call("tasks.create", { title: "Rent the chipper" });
  await app.call("tasks.delete", { ids: [id] });
  await measured();
  await app.call("knowledge.import_files", { files: samples().map(({ name, base64 }) => ({ name, base64 })) });
  await processed(app);
  await app.call("chat.ask", { text: "How long does larch last without paint?" });
});

after(async () => {
  await app?.stop();
  profile.remove();
});

/** Ninety days of two metrics, with gaps. */
async function measured() {
  const day = (ago) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const table = (value) =>
    Array.from({ length: 90 }, (_, at) => 90 - at)
      .filter((ago) => ago % 11 !== 3)
      .map((ago) => `${day(ago)},${value(ago)}`)
      .join("\n");
  const weight = { name: "Weight", unit: "kg", direction: "down", target: { value: 74 } };
  const metrics = [
    [weight, (ago) => (74.5 + ago * 0.03 + Math.sin(ago * 2.3) * 0.4).toFixed(1)],
    [{ name: "Sleep", kind: "duration", target: { value: 450 } }, (ago) => 430 + ((ago * 37) % 60)],
  ];
  for (const [metric, value] of metrics) {
    const { id } = await app.call("metrics.create", metric);
    await app.call("metrics.import_csv", { metric: id, text: table(value) });
  }
}

const place = (route) => app.page.run("(route) => { location.hash = route; }", route);

const PAGES = {
  today: () => place("/today"),
  inbox: () => place("/inbox"),
  tasks: () => place("/tasks"),
  projects: () => place("/projects"),
  metrics: () => place("/metrics"),
  metric: async () => {
    const rows = await app.call("metrics.list", {});
    await place(`/metrics/${rows.find(({ name }) => name === "Weight").id}`);
  },
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
  await app.main();
  const lines = (n) =>
    Array.from({ length: 400 }, (_, at) => `Check bed ${n * 400 + at} for slugs ~10m @yard`).join("\n");
  for (let n = 0; n < 5; n += 1) await app.call("capture.save", { text: lines(n) });
  await app.call("tasks.edit", {
    ids: (await app.call("tasks.list", { filter: "slugs", limit: 40 })).tasks.map(({ id }) => id),
    patch: { scheduled: { day: await app.call("today.show").then(({ day }) => day), at: null } },
  });
  for (const theme of ["light", "dark"]) {
    await app.call("settings.update", { theme });
    for (const name of ["today", "tasks", "inbox", "activity"]) {
      await PAGES[name]();
      await take(`${name}-full`, theme);
    }
  }
});

test("data that cannot be opened", async () => {
  // A second start would only call the first.
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
  for (const theme of ["light", "dark"]) {
    await app.call("settings.update", { theme });
    for (const name of [
      "today",
      "inbox",
      "tasks",
      "projects",
      "knowledge",
      "chat",
      "activity",
      "trash",
      "processing",
    ]) {
      await place(`/${name}`);
      await take(`${name}-empty`, theme);
    }
  }
}

/** Takes a picture once the page has come to rest. */
async function take(name, theme, of = app) {
  await new Promise((resolve) => setTimeout(resolve, 700));
  writeFileSync(join(FOLDER, `${name}-${theme}.png`), await of.page.picture());
}
