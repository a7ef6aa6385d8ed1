// A day without a mouse: first steps, capture, plan, tick, search, ask, undo.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newProfile } from "../harness/app.mjs";
import { at } from "../harness/places.mjs";
import { seen } from "../harness/steps.mjs";
import { Key, until } from "../harness/webdriver.mjs";

const profile = newProfile();
let app;

before(async () => {
  app = await launch(profile);
  await app.page.find(at.welcome, { seconds: 30 });
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

/** Waits until the element that has the keyboard is one that `selector` finds. */
const has = (selector) =>
  until(`the keyboard at ${selector}`, () =>
    app.page.run("(selector) => document.activeElement?.matches(selector) ?? false", selector),
  );
const titles = async (filter) => (await app.call("tasks.list", { filter })).tasks.map(({ title }) => title);

test("the first steps", async () => {
  await has(at.welcomeLine);
  await app.page.write("Water the lemon tree today");
  await app.page.press(Key.enter);
  await seen(app, at.welcomeKept, "Water the lemon tree");
  await app.page.press(Key.enter);
  await until("the second step", () => app.page.run("() => document.body.textContent.includes('2 of 3')"));
  await app.page.press(Key.enter);
  await until("the third step", () => app.page.run("() => document.body.textContent.includes('3 of 3')"));
  await app.page.press(Key.enter);
  await seen(app, at.taskRow, "Water the lemon tree", { seconds: 20 });
  assert.equal((await app.call("settings.get")).welcomed, true);
});

test("capture, then plan for today", async () => {
  await app.page.write("c");
  await has(at.captureInput);
  await app.page.write("Sharpen the secateurs for 20m");
  await app.page.press(Key.enter);
  await until("the task", async () => (await titles("is:inbox")).includes("Sharpen the secateurs"));
  await until("the dialog's end", async () => (await app.page.all(at.captureInput)).length === 0);
  await app.page.write("gi");
  await seen(app, at.taskRow, "Sharpen the secateurs");
  await app.page.write("j");
  await app.page.write("t");
  await until("the plan", async () => (await titles("is:today")).includes("Sharpen the secateurs"));
  await app.page.write("gt");
  await seen(app, at.taskRow, "Sharpen the secateurs");
});

test("tick", async () => {
  await app.page.write("j");
  await until("a row with the keyboard", () =>
    app.page.run("(row) => document.activeElement?.matches(row) ?? false", at.taskRow),
  );
  await app.page.press(" ");
  await until("a task that is done", async () => (await titles("is:done")).length === 1);
});

test("search in the palette, then on the page, and open what was found", async () => {
  const [open] = await titles("is:open");
  await app.page.chord(Key.control, "k");
  await has(at.palette);
  await app.page.write(open.split(" ").at(-1));
  await seen(app, at.paletteEntry, open);
  await app.page.press(Key.escape);
  await until("the palette's end", async () => (await app.page.all(at.palette)).length === 0);
  await app.page.write("/");
  await has(at.searchInput);
  const word = open.split(" ").at(-1);
  await app.page.write(word);
  await until("the search for the whole word", async () => (await app.page.url()).endsWith(`q=${word}`));
  await seen(app, at.searchHit, open);
  await app.page.press(Key.enter);
  await until("the task that was found", async () => (await app.page.url()).includes("task="));
});

test("ask", async () => {
  await app.page.run("() => document.activeElement?.blur()");
  await app.page.write("gc");
  await has(at.chatInput);
  await app.page.write("What did I finish today?");
  await app.page.press(Key.enter);
  await app.page.find(at.answer, { seconds: 60 });
});

test("undo takes back the tick, and no mouse was used", async () => {
  const [done] = await titles("is:done");
  await app.page.run("() => document.activeElement?.blur()");
  await app.page.chord(Key.control, "z");
  await until("the task to be open again", async () => (await titles("is:open")).includes(done));
  assert.equal(await app.page.run("() => globalThis.pointed"), 0);
});
