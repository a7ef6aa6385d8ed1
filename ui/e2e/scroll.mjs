// How smoothly 100,000 tasks scroll in the real window: frame times while a list is scrolled from its top to its end.
// Usage: ALMANAC_APP=… xvfb-run … node ui/e2e/scroll.mjs [how many] [an almanac.db that has them already]
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { launch, newProfile } from "./harness/app.mjs";
import { at } from "./harness/places.mjs";
import { ready } from "./harness/steps.mjs";

const COUNT = Number(process.argv[2] ?? 100_000);
const MADE = process.argv[3];
const BATCH = 500;
const WORDS = ["Mend", "Oil", "Sort", "Write to", "Order", "Paint", "Call", "Read", "Sow", "Measure"];
const THINGS = ["the gate", "the shears", "the seeds", "Mei", "larch", "the shed", "the district", "the minutes"];

const line = (n) =>
  `${WORDS[n % WORDS.length]} ${THINGS[n % THINGS.length]} ${n}${n % 3 === 0 ? " @garden" : ""}${n % 7 === 0 ? " p2" : ""}${n % 5 === 0 ? " tomorrow" : ""}`;

/** Scrolls for `seconds` and answers the times between frames, in milliseconds. */
const scroll = `(seconds, speed) => new Promise((done) => {
  const list = document.querySelector("[data-scroller]");
  const frames = [];
  let last = performance.now();
  const end = last + seconds * 1000;
  const step = (now) => {
    frames.push(now - last);
    list.scrollTop += speed;
    last = now;
    if (now < end) requestAnimationFrame(step);
    else done({ frames: frames.slice(1), at: list.scrollTop, height: list.scrollHeight });
  };
  requestAnimationFrame(step);
})`;

function report(name, { frames, at: top, height }) {
  const sorted = [...frames].sort((a, b) => a - b);
  const share = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(1);
  const late = frames.filter((one) => one > 33.4).length;
  const where = ((100 * top) / height).toFixed(0);
  console.log(
    `${name.padEnd(34)} ${String(frames.length).padStart(5)} frames  p50 ${share(0.5)}  p95 ${share(0.95)}  max ${share(1)} ms  ${late} over 33 ms  (${where} % down)`,
  );
}

const profile = newProfile();
let app;
if (MADE) {
  mkdirSync(profile.data, { recursive: true });
  copyFileSync(MADE, join(profile.data, "almanac.db"));
}
try {
  app = await launch(profile);
  await ready(app);
  const started = Date.now();
  for (let n = 0; n < COUNT && !MADE; n += BATCH) {
    const lines = Array.from({ length: Math.min(BATCH, COUNT - n) }, (_, i) => line(n + i));
    await app.call("capture.save", { text: lines.join("\n") });
  }
  if (!MADE) console.log(`made in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  for (const filter of ["is:open", "is:all"]) {
    const asked = Date.now();
    const { total } = await app.call("tasks.list", { filter, offset: 40_000, limit: 200 });
    console.log(`${filter}: ${total.toLocaleString()} tasks; a window in the middle in ${Date.now() - asked} ms`);
  }
  for (const [name, route, speed] of [
    ["idle", "/tasks?filter=is%3Aopen", 0],
    ["slowly (4 px a frame)", "/tasks?filter=is%3Aopen", 4],
    ["wheel (60 px a frame)", "/tasks?filter=is%3Aopen", 60],
    ["flung (600 px a frame)", "/tasks?filter=is%3Aopen", 600],
    ["grouped by day (60 px a frame)", "/tasks?filter=is%3Aopen&group=day", 60],
  ]) {
    await app.page.run("(route) => { location.hash = route; }", route);
    await app.page.find(at.taskRow);
    await app.page.run("() => { document.querySelector('[data-scroller]').scrollTop = 0; }");
    await pause(2500);
    report(name, await app.page.wait(scroll, 8, speed));
  }
} finally {
  await app?.stop();
  profile.remove();
}
