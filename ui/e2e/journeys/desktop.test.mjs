// The app and the desktop: starting with the computer, the size of everything, and what the diagnostics say of both.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, newProfile } from "../harness/app.mjs";
import { ready } from "../harness/steps.mjs";
import { until } from "../harness/webdriver.mjs";

const profile = newProfile();
// The system's list is in the home folder: this person has one of their own.
profile.environment.HOME = profile.folder;
const list = join(profile.folder, ".config", "autostart");
const entries = () => (existsSync(list) ? readdirSync(list) : []);
let app;

before(async () => {
  app = await launch(profile);
  await ready(app);
});

after(async () => {
  await app?.stop();
  profile.remove();
});

const facts = async () => {
  const { groups } = await app.call("diagnostics.show");
  return Object.fromEntries(groups.flatMap(({ facts }) => facts).map(({ name, value }) => [name, value]));
};

test("starting with the computer is off, entered when it is switched on, and taken out again", async () => {
  assert.deepEqual(entries(), []);
  await app.call("settings.update", { launch_at_login: true });
  const [entry] = await until("an entry", () => entries().length > 0 && entries());
  assert.match(readFileSync(join(list, entry), "utf8"), /--hidden/);
  assert.equal((await facts())["Start with the computer"], "on");
  await app.call("settings.update", { launch_at_login: false });
  await until("the end of the entry", () => entries().length === 0);
});

test("the size of text is the size of everything", async () => {
  const width = () => app.page.run("() => window.innerWidth");
  const usual = await width();
  await app.call("settings.update", { text_size: "larger" });
  await until("a larger page", async () => (await width()) < usual * 0.85);
  await app.call("settings.update", { text_size: "normal" });
  await until("the usual page", async () => (await width()) === usual);
});

test("the diagnostics know the desktop, and the log is where they say", async () => {
  const said = await facts();
  for (const name of ["Shortcut", "Tray", "Notifications", "Log", "Almanac", "Size", "Waiting"])
    assert.ok(said[name], `${name} is missing`);
  assert.ok(existsSync(said.Log.replace("~", profile.folder)), said.Log);
  assert.match((await app.call("settings.update", { notifications: false })).notifications.toString(), /false/);
  assert.match((await facts()).Notifications, /switched off/);
});
