// Capturing from anywhere: by the shortcut, from the tray, with the main window closed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, newProfile } from "../harness/app.mjs";
import { pressEverywhere } from "../harness/keys.mjs";
import { at } from "../harness/places.mjs";
import { ready, seen } from "../harness/steps.mjs";
import { openTray } from "../harness/tray.mjs";
import { Key, until } from "../harness/webdriver.mjs";

const profile = newProfile();
let app;
let tray;

before(async () => {
  tray = await openTray();
  app = await launch(profile);
  await ready(app);
});

after(async () => {
  await app?.stop();
  tray?.close();
  profile.remove();
});

/** Types a line into the capture window and sends it off. */
async function capture(line) {
  await app.capture();
  await until("the capture window", () => app.isVisible());
  await app.page.type(at.captureInput, line);
  await app.page.press(Key.enter);
  await until("the capture window's end", async () => !(await app.isVisible()));
}

test("a task captured by the global shortcut stands on Today", async () => {
  await until("the capture window after the shortcut", async () => {
    pressEverywhere("ctrl+shift+space");
    await app.capture();
    return until("it to be shown", () => app.isVisible(), { seconds: 2 });
  });
  await capture("water the lemon tree today");
  await app.main();
  await app.page.click(at.page("today"));
  await seen(app, at.taskRow, "water the lemon tree");
});

test("a task captured through the tray is offered in the tray's menu, and a tick completes it", async () => {
  await tray.click("Quick capture");
  await capture("pay the water bill today");
  const label = await until("the task in the menu", async () =>
    (await tray.labels()).find((one) => one.includes("pay the water bill")),
  );
  await tray.click(label);
  await app.main();
  await until("the task to be done", async () => {
    const { tasks } = await app.call("tasks.list", { filter: "is:done" });
    return tasks.some(({ title }) => title === "pay the water bill");
  });
  await until("the task to leave the menu", async () => !(await tray.labels()).includes(label));
});

/** Opens the capture window with nothing in it. */
async function open() {
  await app.main();
  await app.shell("show_capture");
  await app.capture();
  await until("the capture window", () => app.isVisible());
}

const words = () => app.page.run("(place) => document.querySelector(place).value", at.captureInput);
const clear = () =>
  app.page.run(
    `(place) => {
      const field = document.querySelector(place);
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, '');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }`,
    at.captureInput,
  );

test("a name behind a sign is offered and filled in with the keyboard", async () => {
  await app.main();
  await app.call("projects.create", { name: "Lemon house" });
  await open();
  await app.page.type(at.captureInput, "build shelves #lem");
  await app.page.find(at.completions);
  await app.page.press(Key.enter);
  await until("the name in the line", async () => (await words()).startsWith('build shelves #"Lemon house"'));
  await app.page.press(Key.enter);
  await until("the capture window's end", async () => !(await app.isVisible()));
  await app.main();
  const { tasks } = await app.call("tasks.list", { filter: "build" });
  assert.equal(tasks[0].title, "build shelves");
  assert.ok(tasks[0].project);
});

test("Backspace behind a chip gives its words back", async () => {
  await open();
  await app.page.type(at.captureInput, "watch tomorrow");
  await app.page.find(at.captureChips);
  await app.page.press(Key.backspace);
  await until("the end of the chip", () => app.page.run("(place) => !document.querySelector(place)", at.captureChips));
  assert.equal(await words(), "watch tomorrow");
  await app.page.press(Key.enter);
  await until("the capture window's end", async () => !(await app.isVisible()));
  await app.main();
  const { tasks } = await app.call("tasks.list", { filter: "watch" });
  assert.deepEqual([tasks[0].title, tasks[0].scheduled], ["watch tomorrow", null]);
});

test("lines become tasks, deeper ones subtasks, and the window says so before", async () => {
  await open();
  await app.page.run(
    `(place) => {
      const field = document.querySelector(place);
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, 'move the hives\\n  strap them\\n  borrow the trailer friday');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }`,
    at.captureInput,
  );
  await until("the count", async () => /3 tasks.*2 of them subtasks/.test(await app.page.text(at.lineCount)));
  await app.page.press(Key.enter);
  await until("the capture window's end", async () => !(await app.isVisible()));
  await app.main();
  const { tasks } = await app.call("tasks.list", { filter: "is:open hives" });
  assert.equal(tasks[0].subtasks, 2);
});

test("a draft is kept on Esc", async () => {
  await open();
  await app.page.type(at.captureInput, "half a thought");
  await app.page.press(Key.escape);
  await until("the capture window's end", async () => !(await app.isVisible()));
  await open();
  assert.equal(await words(), "half a thought");
  await clear();
  await app.page.press(Key.escape);
  await until("the capture window's end", async () => !(await app.isVisible()));
});

test("the tray pauses and resumes processing", async () => {
  await app.main();
  await tray.click("Pause processing");
  await until("the pause", async () => (await app.call("processing.status")).paused);
  await tray.click("Resume processing");
  await until("the end of the pause", async () => !(await app.call("processing.status")).paused);
});

test("the capture window captures and may do nothing else", async () => {
  await app.capture();
  for (const name of ["tasks.delete", "tasks.list", "data.export", "settings.update"]) {
    await assert.rejects(app.call(name, { ids: [1] }), /the capture window may not use/, name);
  }
  await assert.rejects(app.shell("choose_files"), /the capture window may not use/);
  assert.ok(await app.call("settings.get"));
});

test("a page stays at home", async () => {
  await app.main();
  const before = await app.page.url();
  await app.page.run("() => { location.href = 'https://example.invalid/'; }");
  await app.page.run("() => { window.open('https://example.invalid/'); }");
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(await app.page.url(), before);
  await assert.rejects(app.page.wait("() => fetch('https://example.invalid/')"));
  await assert.rejects(app.page.wait("() => window.__TAURI_INTERNALS__.invoke('plugin:window|close')"));
});

/** Whether what the pages have written down has reached the disk with these words in it. */
function isWritten(text) {
  const files = readdirSync(profile.folder, { recursive: true }).filter((name) => /localstorage/i.test(name));
  return files.some((name) => {
    try {
      const bytes = readFileSync(join(profile.folder, name));
      return bytes.includes(Buffer.from(text, "utf16le")) || bytes.includes(text);
    } catch {
      return false; // a folder, or gone since
    }
  });
}

test("a draft outlives the program", async () => {
  await open();
  await app.page.type(at.captureInput, "a thought to keep");
  await until("the draft on the disk", () => isWritten("a thought to keep"));
  await app.stop();
  app = await launch(profile);
  await ready(app);
  await app.capture();
  await until("the draft in the line", async () => (await words()) === "a thought to keep");
});
