// Capturing from anywhere: by the shortcut, from the tray, with the main window closed.
import assert from "node:assert/strict";
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
