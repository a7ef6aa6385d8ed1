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
import { ready, seen } from "../harness/steps.mjs";
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
  // Embedding all of it would take long, and is not what this is about.
  await until(
    "all texts to be read",
    async () =>
      !(await app.call("processing.status")).jobs.some(
        ({ kind, state }) => kind === "extract" && state !== "needs_attention",
      ),
    { seconds: 180 },
  );
  await app.call("processing.pause", { paused: true });
  const { items } = await app.call("knowledge.list", {});
  let shown = 0;
  for (const { id, title } of items) {
    await app.shell("show_main", { route: `/knowledge/${id}` });
    const here = () => app.page.run("(id) => location.href.includes('/knowledge/' + id)", id);
    await until(`the page of ${title}`, here, { seconds: 90 });
    const read = await app.page.find(at.reader, { seconds: 20 }).catch(() => null);
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

test("even markup that got into the page loads nothing: the policy refuses it, and the sink hears nothing", {
  skip: missing,
}, async () => {
  const beacon = `http://127.0.0.1:${sink.address().port}`;
  await fetch(`${beacon}/the-sink-hears`);
  assert.deepEqual(hits.splice(0), ["/the-sink-hears"]);
  const refused = await app.page.wait(
    `(url) => new Promise((done) => {
      const refused = [];
      document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
      const image = new Image();
      image.src = url + "/image";
      document.body.append(image);
      const frame = document.createElement("iframe");
      frame.src = url + "/frame";
      document.body.append(frame);
      fetch(url + "/fetch").catch(() => undefined);
      setTimeout(() => done(refused.sort()), 1500);
    })`,
    beacon,
  );
  assert.deepEqual(refused, ["connect-src", "frame-src", "img-src"]);
  assert.deepEqual(hits, []);
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
