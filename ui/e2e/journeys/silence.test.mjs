// Hostile texts are shown and nothing comes of it: no script, no overlay, no packet. `strace` sees every
// connection that the app, its web view or its driver makes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, newProfile } from "../harness/app.mjs";
import { at } from "../harness/places.mjs";
import { processed, ready, seen } from "../harness/steps.mjs";
import { Key, until } from "../harness/webdriver.mjs";

const HOSTILE = fileURLToPath(new URL("../../../../shared/data/hostile", import.meta.url));
const missing = !existsSync(HOSTILE)
  ? "there is no hostile test material here"
  : spawnSync("strace", ["-q", "-o", "/dev/null", "true"]).status !== 0 && "strace cannot be used here";

const profile = newProfile();
const trace = join(profile.folder, "trace");
let app;
let sink;
const hits = [];

/** Attempts to reach another computer: an address that is not loopback, or any name server. */
const outward = () =>
  readFileSync(trace, "utf8")
    .split("\n")
    .filter((line) => line.includes("sa_family=AF_INET"))
    .filter((line) => !/inet_addr\("127\.|"::1"/.test(line) || line.includes("htons(53)"));

before(async () => {
  if (missing) return;
  sink = createServer((request, response) => {
    hits.push(request.url);
    response.end();
  });
  await new Promise((done) => sink.listen(0, "127.0.0.1", done));
  const calls = "trace=connect,sendto,sendmsg,sendmmsg";
  app = await launch(profile, [], ["strace", "-f", "--seccomp-bpf", "-q", "-o", trace, "-e", calls]);
  await ready(app);
});

after(async () => {
  await app?.stop();
  sink?.close();
  profile.remove();
});

test("every hostile text can be read, and nothing runs, covers the window or leaves the computer", {
  skip: missing,
}, async () => {
  const paths = ["markdown", "html"].map((kind) => join(HOSTILE, kind));
  const report = await app.call("knowledge.import_paths", { paths });
  assert.ok(report.created > 10, `${report.created} texts`);
  await processed(app);
  const { items } = await app.call("knowledge.list", {});
  let shown = 0;
  for (const { id, title } of items) {
    await app.shell("show_main", { route: `/knowledge/${id}` });
    await until(`the text of ${title}`, () => app.page.run("(id) => location.href.includes(`/knowledge/${id}`)", id));
    const read = await app.page.find(at.reader, { seconds: 5 }).catch(() => null);
    if (read) shown += 1;
    assert.deepEqual(await harm(app), { ran: false, covering: 0, foreign: [] }, title);
  }
  assert.ok(shown > items.length / 2, `${shown} of ${items.length} texts were shown`);
  assert.deepEqual(outward(), []);
});

test("nor when an answer quotes them", { skip: missing }, async () => {
  await app.page.click(at.page("chat"));
  await app.page.type(at.chatInput, "What do the images and links in the notes say about the invoice?");
  await app.page.press(Key.enter);
  await seen(app, at.answer, "", { seconds: 120 });
  assert.deepEqual(await harm(app), { ran: false, covering: 0, foreign: [] });
  assert.deepEqual(outward(), []);
});

test("even markup that got into the page loads nothing, and without that defence the sink would know", {
  skip: missing,
}, async () => {
  const beacon = `http://127.0.0.1:${sink.address().port}`;
  const load = (path) =>
    app.page.wait(
      `(url) => new Promise((done) => {
        const image = new Image();
        image.onload = image.onerror = () => done(null);
        image.src = url;
        document.body.append(image);
        setTimeout(done, 3000);
      })`,
      `${beacon}${path}`,
    );
  await load("/in-the-app");
  assert.deepEqual(hits, []);
  await app.page.go("about:blank");
  await load("/without-the-policy");
  assert.deepEqual(hits, ["/without-the-policy"], "this journey could not have seen a request");
});

/** What a hostile text could have done to the page. */
const harm = (app) =>
  app.page.run(`() => {
    const large = (element) => {
      const { position } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return position === "fixed" && width >= innerWidth * 0.9 && height >= innerHeight * 0.9;
    };
    const inside = [...document.querySelectorAll('[data-testid="reader"] *, [data-testid="chat-answer"] *')];
    const sources = [...document.querySelectorAll("[src], link[href], object[data], use[href]")]
      .map((one) => one.src || one.href || one.data)
      .filter((url) => /^https?:/.test(url) && !url.startsWith(location.origin));
    return { ran: window.__pwned !== undefined, covering: inside.filter(large).length, foreign: sources };
  }`);
