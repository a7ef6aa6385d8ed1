// A page from its address to a highlight in it, and notes that know of each other.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { launch, newProfile } from "../harness/app.mjs";
import { at } from "../harness/places.mjs";
import { processed, ready, seen } from "../harness/steps.mjs";
import { Key, until } from "../harness/webdriver.mjs";

const PAGE = `<!doctype html><title>Seed keeping</title><article><h1>Seed keeping</h1>
  <p>Tomato seeds are kept dry and dark, in paper and never in plastic, for up to six years without much loss.</p>
  <p>Beans keep for three years, parsnips for one, and onions hardly longer than a single winter in the shed.</p></article>`;
const profile = newProfile();
const site = createServer((_, response) => response.setHeader("content-type", "text/html").end(PAGE));
let app;

before(async () => {
  await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
  app = await launch(profile);
  await ready(app);
  await app.call("settings.update", { fetch_private: true });
});

after(async () => {
  site.close();
  await app?.stop();
  profile.remove();
});

test("a page is kept by its address and becomes readable", async () => {
  await app.page.click(at.page("knowledge"));
  await app.page.click('[data-testid="add-files"]');
  await app.page.click('[role="menuitem"]');
  await app.page.type('[data-testid="link-input"]', `http://127.0.0.1:${site.address().port}/seeds?utm_source=x`);
  await app.page.press(Key.enter);
  await seen(app, at.item, "Seed keeping", { seconds: 30 });
  await processed(app);
  const { items } = await app.call("knowledge.list", {});
  assert.deepEqual([items.length, items[0].kind, items[0].state], [1, "html", "ready"]);
  await app.page.click(at.item);
  await seen(app, '[data-testid="reader"]', "parsnips for one", { seconds: 10 });
});

test("selected words become a highlight that stays", async () => {
  await app.page.run(`() => {
    const span = [...document.querySelectorAll('[data-testid="reader"] [data-from]')].find((one) => one.textContent.includes("parsnips"));
    const at = span.textContent.indexOf("parsnips for one");
    document.getSelection().setBaseAndExtent(span.firstChild, at, span.firstChild, at + 16);
  }`);
  await app.page.click('[data-testid="highlight-green"]');
  await seen(app, '[data-testid="highlight"]', "parsnips for one", { seconds: 10 });
  await seen(app, "mark[data-highlight]", "parsnips for one", { seconds: 10 });
  const [highlight] = await app.call("highlights.list", {});
  assert.deepEqual([highlight.quote, highlight.colour], ["parsnips for one", "green"]);
});

test("a note links to the page, and the page knows it", async () => {
  await app.call("knowledge.create_note", {
    title: "Autumn",
    text: "Sort the jars after [[Seed keeping]]. Then rest.",
  });
  await processed(app);
  const sentence = await until("the backlink", () => app.page.text('[data-testid="backlinks"]'), { seconds: 20 });
  assert.match(sentence, /Autumn[\s\S]*Sort the jars after Seed keeping\./);
  await app.page.click('[data-testid="backlinks"] a');
  await app.page.click('[data-testid="wiki-link"]');
  await seen(app, '[data-testid="reader"]', "parsnips for one", { seconds: 10 });
});
