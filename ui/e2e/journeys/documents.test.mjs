// From a dropped folder to an answer with its source.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newProfile } from "../harness/app.mjs";
import { at } from "../harness/places.mjs";
import { drop, processed, ready, samples, seen } from "../harness/steps.mjs";
import { Key, until } from "../harness/webdriver.mjs";

const profile = newProfile();
let app;

before(async () => {
  app = await launch(profile);
  await ready(app);
});

after(async () => {
  await app?.stop();
  profile.remove();
});

test("dropped documents are read to the end", async () => {
  await app.page.click(at.page("knowledge"));
  await app.page.find(at.dropArea);
  await drop(app, at.dropArea, samples());
  await seen(app, at.item, "compost diary", { seconds: 30 });
  await processed(app);
  const { items } = await app.call("knowledge.list", {});
  assert.equal(items.length, samples().length);
  assert.deepEqual([...new Set(items.map(({ state }) => state))], ["ready"]);
});

test("a search finds the passage by its meaning", async () => {
  await app.page.click(at.page("search"));
  await app.page.type(at.searchInput, "when are plum trees pruned");
  await app.page.press(Key.enter);
  await seen(app, at.searchHit, "winter care", { seconds: 30 });
});

test("an answer names its source, and the source shows the passage", async () => {
  await app.page.click(at.page("chat"));
  await app.page.type(at.chatInput, "How long does larch last without paint?");
  await app.page.press(Key.enter);
  await seen(app, at.answer, "twenty years", { seconds: 120 });
  await app.page.click(at.citation, { seconds: 60 });
  const passage = await until("the passage", () => app.page.text(at.citedPassage), { seconds: 20 });
  assert.match(passage, /larch/);
});

test("a question about one's tasks is counted, and what was counted opens", async () => {
  const tasks = await app.call("capture.save", { text: "Oil the gate #Fence today\nCount the posts #Fence today" });
  assert.ok(tasks);
  await app.page.click(at.page("chat"));
  await app.page.click('[data-testid="new-chat"]');
  await app.page.type(at.chatInput, "Which tasks in project Fence are due today?");
  await app.page.press(Key.enter);
  await seen(app, at.answer, "2 open tasks", { seconds: 60 });
  await seen(app, '[data-testid="answered-by"]', "counted from your data");
  await app.page.click(at.citation);
  await until("the task", async () => /task=\d+/.test(await app.page.url()), { seconds: 20 });
});
