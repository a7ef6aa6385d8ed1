// What was changed together is undone together, also after the program was ended.
import { after, test } from "node:test";
import { launch, newProfile } from "../harness/app.mjs";
import { at } from "../harness/places.mjs";
import { ready, seen } from "../harness/steps.mjs";
import { Key, until } from "../harness/webdriver.mjs";

const profile = newProfile();
let app;

after(async () => {
  await app?.stop();
  profile.remove();
});

test("a bulk edit is undone after a restart", async () => {
  app = await launch(profile);
  await ready(app);
  for (const title of ["sort the seeds", "oil the shears", "mend the gate"])
    await app.call("tasks.create", { title, status: "todo" });
  const before = await app.call("tasks.list", {});

  await app.page.click(at.page("tasks"));
  await seen(app, at.taskRow, "mend the gate");
  await app.page.chord(Key.control, "a");
  await app.page.find(at.bulkBar);
  await app.page.press("1");
  await until("three changed tasks", async () => {
    const { tasks } = await app.call("tasks.list", {});
    return tasks.length === 3 && tasks.every(({ priority }) => priority === 1);
  });
  await app.quit();

  app = await launch(profile);
  await ready(app);
  await app.page.click(at.page("tasks"));
  await seen(app, at.taskRow, "mend the gate");
  await app.page.chord(Key.control, "z");
  await until("the former state", async () => {
    const { tasks } = await app.call("tasks.list", {});
    return JSON.stringify(tasks) === JSON.stringify(before.tasks);
  });
});
