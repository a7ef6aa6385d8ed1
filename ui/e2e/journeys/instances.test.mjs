// One profile, one program: a second start only calls the first.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newProfile, startAgain } from "../harness/app.mjs";
import { ready } from "../harness/steps.mjs";
import { openTray } from "../harness/tray.mjs";
import { until } from "../harness/webdriver.mjs";

const profile = newProfile();
let app;
let tray;

before(async () => {
  tray = await openTray();
  app = await launch(profile);
  await ready(app);
  await until("the tray icon", () => tray.labels());
});

after(async () => {
  await app?.stop();
  tray?.close();
  profile.remove();
});

const shown = () => app.isVisible();
const hidden = async () => !(await app.isVisible());

test("closing the main window leaves the app in the tray, and a second start brings it back", async () => {
  await app.closeMain();
  await until("the main window to hide", hidden);
  assert.equal(await startAgain(profile), 0);
  await until("the main window", shown);
});

test("a second start can ask for a place", async () => {
  assert.equal(await startAgain(profile, ["/processing"]), 0);
  await until("the place", async () => (await app.page.url()).endsWith("/processing"));
});

test("a second start can ask for the capture window", async () => {
  assert.equal(await startAgain(profile, ["capture"]), 0);
  await app.capture();
  await until("the capture window", shown);
  await app.main();
});

test("the tray opens the main window", async () => {
  await app.closeMain();
  await until("the main window to hide", hidden);
  await tray.click("Open Almanac");
  await until("the main window", shown);
});
