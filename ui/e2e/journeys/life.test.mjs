// A day of a life without a mouse: capture, plan, tick, log a habit and a metric, write, read the digest, review the week, undo.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newProfile } from "../harness/app.mjs";
import { at } from "../harness/places.mjs";
import { ready, seen } from "../harness/steps.mjs";
import { Key, until } from "../harness/webdriver.mjs";

const profile = newProfile();
let app;

before(async () => {
  app = await launch(profile);
  await ready(app);
  // There is room in every day, so that the plan does not depend on when this runs.
  const windows = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 480, to: 1200 }));
  await app.call("windows.set", { windows });
  await app.page.run(`() => {
    globalThis.pointed = 0;
    for (const kind of ["pointerdown", "mousedown", "click"])
      window.addEventListener(kind, (event) => { if (event.detail > 0 || kind !== "click") globalThis.pointed += 1; }, true);
  }`);
});

after(async () => {
  await app?.stop();
  profile.remove();
});

const holds = (selector) => app.page.run("(selector) => document.activeElement?.matches(selector) ?? false", selector);
const has = (selector) => until(`the keyboard at ${selector}`, () => holds(selector));

/** Presses Tab until the keyboard is where `selector` and `words` say; round the whole page if need be. */
async function tabTo(selector, words = "") {
  const here = (words) => document.activeElement?.textContent.includes(words);
  for (let pressed = 0; pressed < 150; pressed += 1) {
    if ((await holds(selector)) && (await app.page.run(String(here), words))) return;
    await app.page.press(Key.tab);
  }
  assert.fail(`Tab does not reach ${selector}`);
}

/** What lies over the page is gone. */
const cleared = () =>
  until("the end of what lies over the page", async () => (await app.page.all("[role=dialog]")).length === 0);

const entries = async () => (await app.call("logbook.day", {})).entries.map(({ text }) => text);

test("capture", async () => {
  await app.page.write("c");
  await has(at.captureInput);
  await app.page.write("Paint the bench for 45m");
  await app.page.chord(Key.control, Key.enter);
  await until("the line to be empty", () =>
    app.page.run("(line) => document.querySelector(line)?.value === ''", at.captureInput),
  );
  await app.page.write("Call the carpenter today");
  await app.page.press(Key.enter);
  await until("the tasks", async () => (await app.call("tasks.list", {})).tasks.length === 2);
  await cleared();
});

test("plan: a place for it tomorrow, a quarter of an hour later than proposed", async () => {
  const { day: today } = await app.call("planning.day", {});
  await app.page.write("gd");
  await app.page.find(at.timeline);
  await tabTo(at.dayAfter);
  await app.page.press(Key.enter);
  const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
  await tabTo(at.unplanned, "Paint the bench");
  await app.page.press(Key.enter);
  const blocks = async () => (await app.call("planning.day", { day: tomorrow })).blocks;
  const [block] = await until("a block", async () => ((await blocks()).length === 1 ? blocks() : undefined));
  assert.equal(block.title, "Paint the bench");
  assert.equal(block.ends_at - block.starts_at, 45 * 60_000);
  await seen(app, at.timelineEntry, "Paint the bench");
  await tabTo(at.timelineEntry);
  await app.page.press(Key.down);
  await until("the block to move", async () => (await blocks())[0]?.starts_at === block.starts_at + 15 * 60_000);
  await until("the keyboard to stay with the block", () => holds(at.timelineEntry));
});

test("tick", async () => {
  await app.page.write("gl");
  await seen(app, at.taskRow, "Paint the bench");
  await until("the row with the keyboard", async () => {
    await app.page.write("j");
    return app.page.run("() => document.activeElement?.textContent.includes('Paint the bench')");
  });
  await app.page.press(" ");
  await until(
    "a task that is done",
    async () => (await app.call("tasks.list", { filter: "is:done" })).tasks.length === 1,
  );
});

test("a habit is made and ticked", async () => {
  await app.page.chord(Key.shift, "h");
  await has("[role=dialog] input");
  await app.page.write("Stretch");
  await app.page.press(Key.enter);
  await seen(app, at.habitRow, "Stretch");
  await cleared();
  await app.page.write("j");
  await has(at.habitCell);
  await app.page.press(" ");
  await until("the tick", async () => (await app.call("habits.today"))[0]?.today === "done");
});

test("a metric is made and logged", async () => {
  await app.page.chord(Key.shift, "m");
  await has("[role=dialog] input");
  await app.page.write("Weight");
  await app.page.press(Key.enter);
  await seen(app, "h1", "Weight");
  await cleared();
  await app.page.write("gm");
  await seen(app, at.metricRow, "Weight");
  await app.page.write("j");
  await has(`${at.metricRow} > a`);
  await app.page.write("72.4");
  await app.page.press(Key.enter);
  await until("the value", async () => (await app.call("metrics.list", {}))[0]?.last?.value === 72.4);
});

test("a line in the logbook", async () => {
  await app.page.write("gj");
  await app.page.find(at.entryText);
  await app.page.write("e");
  await has(at.entryText);
  await app.page.write("The bench is green now.");
  await app.page.chord(Key.control, Key.enter);
  await until("the entry", async () => (await entries()).join() === "The bench is green now.");
});

test("the digest", async () => {
  await app.page.chord(Key.control, "k");
  await has(at.palette);
  await app.page.write("digest");
  await seen(app, at.paletteEntry, "Digest of the day");
  await app.page.press(Key.enter);
  await until("the digest's page", async () => (await app.page.url()).endsWith("/digest"));
  await cleared();
  await seen(app, "h1", "Digest");
  await seen(app, "main", "Call the carpenter");
});

test("the weekly review, to its end", async () => {
  await app.page.write("gv");
  await app.page.find(at.reviewNext);
  const { steps } = await app.call("review.week", {});
  for (const _ of steps) await app.page.write("n");
  await has(at.reviewWords);
  await app.page.write("A week with a green bench in it.");
  await app.page.chord(Key.control, Key.enter);
  await until("the logbook", async () => (await app.page.url()).includes("/logbook"));
  assert.ok((await entries()).some((text) => text.includes("A week with a green bench in it.")));
});

test("undo takes the review back, and no mouse was used", async () => {
  await app.page.chord(Key.control, "z");
  await until("the review to be gone", async () => (await entries()).join() === "The bench is green now.");
  assert.equal(await app.page.run("() => globalThis.pointed"), 0);
});
