// A task repeats, time is spent with it, another program hands over words, and what is there already is mentioned.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newProfile, startAgain } from "../harness/app.mjs";
import { at } from "../harness/places.mjs";
import { ready, seen } from "../harness/steps.mjs";
import { until } from "../harness/webdriver.mjs";

const profile = newProfile();
let app;

before(async () => {
  app = await launch(profile);
  await ready(app);
  await app.call("capture.save", { text: "Water the seedlings today" });
});

after(async () => {
  await app?.stop();
  profile.remove();
});

const task = async () => (await app.call("tasks.list", { filter: "seedlings" })).tasks[0];

test("a task is made to repeat, with its next days in sight, and a tick moves it on", async () => {
  const { id, scheduled } = await task();
  await app.page.run("(route) => { location.hash = route; }", `/tasks/${id}`);
  await app.page.click(at.repeat);
  await until("five days to come", async () => (await app.page.all(at.repeatDays)).length === 5);
  await app.page.click(at.repeatSave);
  await until("the rule", async () => (await task()).repeat?.rule.includes("FREQ=WEEKLY"));
  await app.call("tasks.complete", { ids: [id] });
  const days = (await task()).scheduled.day;
  assert.equal((Date.parse(days) - Date.parse(scheduled.day)) / 86_400_000, 7);
});

test("the timer runs across pages and feeds the logged time", async () => {
  await app.page.click(at.timerStart);
  await seen(app, at.timer, "25:00");
  await app.page.click(at.page("knowledge"));
  await seen(app, at.timer, "Water the seedlings");
  await app.page.click(at.timerStop);
  await until("no timer", async () => (await app.page.all(at.timer)).length === 0);
  assert.equal((await app.call("focus.of_task", (await task()).id)).length, 1);
});

test("a link fills in the capture line and saves nothing", async () => {
  const before = (await app.call("tasks.list", { filter: "is:all" })).total;
  assert.equal(await startAgain(profile, ["almanac://capture?text=Read%20this&url=https%3A%2F%2Fexample.org%2F"]), 0);
  await app.capture();
  const line = '(selector) => document.querySelector(selector)?.value ?? ""';
  await until("the words of the link", async () =>
    (await app.page.run(line, at.captureInput)).includes("Read this https://example.org/"),
  );
  await app.main();
  assert.equal((await app.call("tasks.list", { filter: "is:all" })).total, before);
});

test("a task that is there already is mentioned", async () => {
  await app.page.click(at.page("today"));
  await app.page.type(at.quickAdd, "water the seedlings");
  await seen(app, at.similar, "Water the seedlings", { seconds: 20 });
});
