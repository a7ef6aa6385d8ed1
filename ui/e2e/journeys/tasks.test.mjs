// A filter is typed with completion and saved; its tasks are moved on a board and in a calendar, and changed together.
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
  for (const title of ["Mend the gate", "Oil the shears", "Sort the seeds"])
    await app.call("tasks.create", { title, status: "todo", tags: ["garden"] });
  await app.call("tasks.create", { title: "Write to Mei", status: "todo" });
});

after(async () => {
  await app?.stop();
  profile.remove();
});

const place = (route) => app.page.run("(route) => { location.hash = route; }", route);
const task = async (title) =>
  (await app.call("tasks.list", { filter: `is:all "${title}"` })).tasks.find((one) => one.title === title);
const status = (title, wanted) => until(`${title}: ${wanted}`, async () => (await task(title)).status === wanted);
const focus = (selector) => app.page.run("(selector) => document.querySelector(selector).focus()", selector);
const undo = () => app.page.chord(Key.control, "z");

test("a filter is completed and saved", async () => {
  await app.page.click(at.page("tasks"));
  await seen(app, at.taskRow, "Write to Mei");
  await app.page.press("f");
  await app.page.type(at.taskFilter, "ta");
  await seen(app, at.filterChoice, "tag:");
  await app.page.press(Key.down, Key.enter);
  await app.page.type(at.taskFilter, "ga");
  await seen(app, at.filterChoice, "tag:garden");
  await app.page.press(Key.tab);
  await until("three tasks", async () => (await app.page.all(at.taskRow)).length === 3);
  await app.page.click(at.filterSave);
  await app.page.type(at.filterName, "Garden");
  await app.page.press(Key.enter);
  await seen(app, at.savedFilter, "Garden");
  await seen(app, at.savedFilter, "3");
});

test("a card is moved by keyboard", async () => {
  await place("/tasks?view=board&filter=tag%3Agarden");
  await app.page.find(at.card);
  const { id } = await task("Mend the gate");
  await focus(`[data-card="${id}"] [data-card-title]`);
  await app.page.press(" ");
  await app.page.press(RIGHT);
  await seen(app, "[aria-live]", "over Doing");
  await app.page.press(" ");
  await status("Mend the gate", "doing");
  await undo();
  await status("Mend the gate", "todo");
});

test("a card is moved by pointer", async () => {
  const { id } = await task("Oil the shears");
  const from = `[data-card="${id}"]`;
  await app.page.find(from);
  await app.page.drag(from, `[data-column="waiting"]`);
  await status("Oil the shears", "waiting");
  await undo();
  await status("Oil the shears", "todo");
});

test("a task is carried to another place in a list that is ordered by hand", async () => {
  await place("/tasks?filter=tag%3Agarden&sort=manual");
  await until("three tasks", async () => (await app.page.all(at.taskRow)).length === 3);
  const order = async () => (await app.call("tasks.list", { filter: "tag:garden", sort: "manual" })).tasks;
  const [first, , last] = await order();
  await app.page.drag(`[data-task-row="${first.id}"]`, `[data-task-row="${last.id}"]`);
  await until("the first to be last", async () => (await order()).at(-1).id === first.id);
  assert.equal((await app.page.all("[data-task-panel]")).length, 0, "a carried row is not opened");
  await undo();
  await until("the old order", async () => (await order())[0].id === first.id);
});

test("a task is moved in the calendar by keyboard", async () => {
  const { id } = await task("Sort the seeds");
  const today = await app.page.run("() => new Date().toLocaleDateString('sv')");
  await app.call("tasks.place", { ids: [id], to: { group: "day", key: `${today.slice(0, 8)}15` } });
  await place("/tasks?view=calendar&filter=tag%3Agarden");
  await app.page.find(`[data-entry="${id}"]`);
  await focus(`[data-entry="${id}"]`);
  await app.page.chord(ALT, RIGHT);
  const day = (wanted) =>
    until(`the ${wanted}th`, async () => (await task("Sort the seeds")).scheduled.day.endsWith(`-${wanted}`));
  await day("16");
  await undo();
  await day("15");
});

test("all that match are changed in one step, and back", async () => {
  await place("/tasks?filter=tag%3Agarden");
  await until("three tasks", async () => (await app.page.all(at.taskRow)).length === 3);
  await app.page.chord(Key.control, "a");
  await app.page.find(at.bulkBar);
  await app.page.press("1");
  await until("three changed", async () => (await app.call("tasks.list", { filter: "tag:garden p1" })).total === 3);
  assert.equal((await task("Write to Mei")).priority, null);
  await undo();
  await until("none changed", async () => (await app.call("tasks.list", { filter: "p1" })).total === 0);
});

const RIGHT = "\uE014";
const ALT = "\uE00A";
