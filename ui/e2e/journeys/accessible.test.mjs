// axe looks at every page of the real window, light and dark: nothing serious, nothing critical.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, newProfile } from "../harness/app.mjs";
import { liveALife } from "../harness/life.mjs";
import { at } from "../harness/places.mjs";
import { ready, seen } from "../harness/steps.mjs";
import { Key } from "../harness/webdriver.mjs";

const AXE = readFileSync(fileURLToPath(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url)), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const profile = newProfile();
let app;

before(async () => {
  app = await launch(profile);
  await app.page.find(at.welcome, { seconds: 30 });
  await app.page.run(`() => { ${AXE} }`);
});

after(async () => {
  await app?.stop();
  profile.remove();
});

/** What axe finds serious or critical on the page as it stands. */
async function complaints(name) {
  // A page that is still fading in has the colours of neither state; a fade begins a few frames after what asks for it.
  await app.page.wait(`async () => {
    for (let calm = 0; calm < 10; calm += 1) {
      await new Promise(requestAnimationFrame);
      const moving = document.getAnimations();
      if (moving.length > 0) calm = 0;
      await Promise.all(moving.map((one) => one.finished.catch(() => undefined)));
    }
  }`);
  const found = await app.page.wait(
    `async (rules) => {
      const { violations } = await window.axe.run(document, { runOnly: rules });
      return violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0].html.slice(0, 160), why: nodes[0].failureSummary }));
    }`,
    RULES,
  );
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, html, why }) => `${name}: ${id}\n  ${html}\n  ${why}`);
}

const place = (route) => app.page.run("(route) => { location.hash = route; }", route);
const shown = (words) => seen(app, "main", words, { seconds: 20 });

test("the first steps", async () => {
  assert.deepEqual(await complaints("first steps"), []);
});

for (const theme of ["light", "dark"]) {
  test(`every page, ${theme}`, async () => {
    await ready(app);
    await app.call("settings.update", { theme });
    if ((await app.call("samples.state")).empty) {
      await app.call("samples.add");
      const [task] = (await app.call("tasks.list", { filter: "ladder" })).tasks;
      await app.call("tasks.complete", { ids: [task.id] });
      await app.call("tasks.delete", { ids: [(await app.call("tasks.list", { filter: "grant" })).tasks[0].id] });
      await liveALife(app);
    }
    const { items } = await app.call("knowledge.list", { text: "watering" });
    const { tasks } = await app.call("tasks.list", { filter: "has:repeat" });
    const { project } = (await app.call("projects.overview")).find(
      ({ declared, computed }) => declared !== null && computed,
    );
    const { goal } = (await app.call("goals.list")).find((line) => line.goal.name.includes("hut"));
    const { habit } = (await app.call("habits.list", {})).find((line) => line.habit.name === "Read");
    const metric = (await app.call("metrics.list", {})).find(({ name }) => name === "Weight");
    const area = (await app.call("areas.list")).find(({ name }) => name === "Work");
    const week = async () => {
      await app.page.run(
        "() => [...document.querySelectorAll('main fieldset button')].find((one) => one.textContent === 'Week').click()",
      );
      await shown("Choir");
    };
    const chart = () => app.page.find("main figure svg");
    const summary = async () => {
      await app.page.run("() => [...document.querySelectorAll('main nav button')].at(-1).click()");
      await app.page.find(at.reviewWords);
    };
    const pages = [
      ["/today", "Sow lamb"],
      ["/plan", "To place"],
      ["/plan", "Plan", week],
      [`/tasks?task=${tasks[0].id}`, "tasks"],
      ["/tasks?view=board", "Doing"],
      ["/tasks?view=calendar", "Month"],
      ["/tasks?view=matrix", "Delegate"],
      ["/inbox", "Inbox"],
      ["/projects", "Fence"],
      [`/projects/${project.id}`, project.name, chart],
      [`/areas/${area.id}`, "Name"],
      ["/habits", "Stretch in the morning"],
      [`/habits/${habit.id}`, "Strength over time", chart],
      ["/goals", "Up to the hut"],
      [`/goals/${goal.id}`, "Long runs", chart],
      ["/metrics", "Resting pulse"],
      [`/metrics/${metric.id}`, "What it says", chart],
      ["/logbook", "Slept well"],
      ["/digest", "Digest"],
      ["/review", "Weekly review"],
      ["/review", "Weekly review", summary],
      ["/rewards", "Coffee out", chart],
      ["/knowledge", "watering"],
      [`/knowledge/${items[0].id}`, items[0].title],
      ["/tags", "sample"],
      ["/search?q=plum", "plum"],
      ["/chat", "Ask"],
      ["/activity", "Made up a life"],
      ["/trash", "grant"],
      ["/diagnostics", "SQLite"],
      ["/processing", "Processing"],
      ["/settings", "Sample data"],
    ];
    const found = [];
    for (const [route, words, then] of pages) {
      await place(route);
      await shown(words);
      await then?.();
      found.push(...(await complaints(`${route}, ${theme}`)));
    }
    await place("/today");
    await shown("Sow lamb");
    await app.page.chord(Key.control, "k");
    await app.page.find(at.palette);
    found.push(...(await complaints(`palette, ${theme}`)));
    await app.page.press(Key.escape);
    assert.ok(found.length === 0, found.join("\n\n"));
  });
}
