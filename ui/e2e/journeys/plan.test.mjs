// A week is planned, looked at, taken over and taken back; the day is begun and closed: all by keyboard.
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
  // Every hour is a working hour, so that it does not matter when this runs.
  const windows = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, to: 1440 }));
  await app.call("windows.set", { windows });
  for (const [title, effort_minutes] of [
    ["Draft the offer", 90],
    ["Call the carpenter", 20],
    ["Sort the receipts", null],
  ])
    await app.call("tasks.create", { title, effort_minutes, priority: 1 });
});

after(async () => {
  await app?.stop();
  profile.remove();
});

const has = (selector) =>
  until(`the keyboard at ${selector}`, () =>
    app.page.run("(selector) => document.activeElement?.matches(selector) ?? false", selector),
  );
const gone = (selector) => until(`the end of ${selector}`, async () => (await app.page.all(selector)).length === 0);
/** The titles of the blocks of the seven days to come. */
async function planned() {
  const days = await app.call("blocks.list", { from: Date.now() - 3_600_000, until: Date.now() + 9 * 86_400_000 });
  return days.map(({ title }) => title).sort();
}

test("the palette proposes a week, and nothing is written", async () => {
  await app.page.chord(Key.control, "k");
  await has(at.palette);
  await app.page.write("Plan my week");
  await seen(app, at.paletteEntry, "Plan my week");
  await app.page.press(Key.enter);
  await seen(app, at.proposalLine, "Draft the offer", { seconds: 60 });
  await seen(app, at.estimate, "nothing alike is finished yet");
  await has(at.proposalAccept);
  assert.deepEqual(await planned(), []);
});

test("one line is left, the others are taken over in one step", async () => {
  const lines = await app.page.run(
    "(line) => [...document.querySelectorAll(line)].map((one) => one.textContent)",
    at.proposalLine,
  );
  const receipts = lines.findIndex((line) => line.includes("Sort the receipts"));
  await app.page.run("() => document.querySelector('[data-row]').focus()");
  for (let n = 0; n < receipts; n += 1) await app.page.press(Key.down);
  await app.page.press(" ");
  await seen(app, at.proposalAccept, `of ${lines.length}`);
  await app.page.chord(Key.control, Key.enter);
  await until("the blocks", async () => (await planned()).length === lines.length - 1);
  assert.ok(!(await planned()).includes("Sort the receipts"));
  await gone(at.proposal);
  await app.page.chord(Key.control, "z");
  await until("the plan to be taken back", async () => (await planned()).length === 0);
});

test("the day is begun and closed", async () => {
  await app.page.chord(Key.shift, "a");
  await seen(app, "[role=dialog] h3", "What the day holds");
  await app.page.press(Key.escape);
  await gone("[role=dialog]");
  await app.page.chord(Key.shift, "q");
  await seen(app, "[role=dialog] h3", "What was done");
  await has(at.dayNext);
  await app.page.press(Key.enter);
  await has(at.dayLine);
  await app.page.write("The offer is nearly there.");
  await app.page.chord(Key.control, Key.enter);
  await gone("[role=dialog]");
  await until("the entry", async () =>
    (await app.call("logbook.day", {})).entries.some(({ text }) => text === "The offer is nearly there."),
  );
});
