// How smoothly 100,000 tasks scroll in the real window, drawn by the processor alone: times between frames while the list
// is scrolled by steps, by the wheel, by a held key and by its scrollbar. A page of plain lines is scrolled first in the
// same window: that is what this machine can do at all, and what the other figures are to be compared with. A busy
// machine makes frames late; processor time per screen is then the figure to trust.
// Usage: ALMANAC_APP=… xvfb-run … dbus-run-session -- node ui/e2e/scroll.mjs [how many] [an almanac.db that has them already]
import { copyFileSync, mkdirSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { launch, newProfile } from "./harness/app.mjs";
import { at } from "./harness/places.mjs";
import { processorTime } from "./harness/processes.mjs";
import { ready } from "./harness/steps.mjs";
import { until } from "./harness/webdriver.mjs";

const COUNT = Number(process.argv[2] ?? 100_000);
const MADE = process.argv[3];
const BATCH = 500;
/** A frame later than this is seen, in milliseconds. */
const LATE = 33.4;
const LIST = "[data-scroller]";
const PLAIN = "#plain";
const WORDS = ["Mend", "Oil", "Sort", "Write to", "Order", "Paint", "Call", "Read", "Sow", "Measure"];
const THINGS = ["the gate", "the shears", "the seeds", "Mei", "larch", "the shed", "the district", "the minutes"];

const line = (n) =>
  `${WORDS[n % WORDS.length]} ${THINGS[n % THINGS.length]} ${n}${n % 3 === 0 ? " @garden" : ""}${n % 7 === 0 ? " p2" : ""}${n % 5 === 0 ? " tomorrow" : ""}`;

/** Begins to note the frames of the page; `speed` scrolls it by so many pixels a frame. */
const begin = `(selector, speed) => {
  const list = document.querySelector(selector);
  const noted = { frames: [], way: 0, rows: 0, going: true };
  let [last, place] = [performance.now(), list.scrollTop];
  const step = (now) => {
    noted.frames.push(now - last);
    noted.way += Math.abs(list.scrollTop - place);
    place = list.scrollTop;
    noted.rows = Math.max(noted.rows, list.querySelectorAll("[data-task-row]").length);
    if (speed !== 0) list.scrollTop += speed;
    last = now;
    if (noted.going) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
  globalThis.noted = noted;
}`;
const end = `(selector) => {
  const { clientHeight, scrollHeight, scrollTop } = document.querySelector(selector);
  globalThis.noted.going = false;
  const { frames, way, rows } = globalThis.noted;
  return { frames: frames.slice(1), screens: way / clientHeight, rows, at: scrollTop / (scrollHeight - clientHeight) };
}`;

/** Lines that are nothing but text, over the list and as large. */
const showPlain = `() => {
  const { left, top, width, height } = document.querySelector("${LIST}").getBoundingClientRect();
  const box = document.createElement("div");
  box.id = "plain";
  box.style.cssText = "position: fixed; z-index: 9; overflow-y: auto; background: var(--paper)";
  Object.assign(box.style, { left: left + "px", top: top + "px", width: width + "px", height: height + "px" });
  for (let n = 0; n < 4000; n += 1) {
    const line = document.createElement("div");
    line.style.cssText = "height: 34px; line-height: 34px";
    line.textContent = "Mend the gate " + n;
    box.append(line);
  }
  document.body.append(box);
}`;

let floor;
function report(name, { frames, screens, rows, at: down }, cost) {
  const sorted = [...frames].sort((a, b) => a - b);
  const share = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  const late = frames.filter((one) => one > LATE).length;
  const per = (ms, n) => (n > 0 ? (ms / n).toFixed(1) : "–");
  const perFrame = cost.page / frames.length;
  const against = floor && screens > 0 ? `${(perFrame / floor).toFixed(2)} × plain` : "";
  console.log(
    `${name.padEnd(28)}${String(frames.length).padStart(5)} frames  p50 ${share(0.5).toFixed(1)}  p95 ${share(0.95).toFixed(1)}  max ${share(1).toFixed(1)} ms  ${late} over 33  ` +
      `processor ${perFrame.toFixed(1)} ms a frame ${against}  ${per(cost.page, screens)} + ${per(cost.core, screens)} ms a screen  ` +
      `${screens.toFixed(0)} screens, ${rows} rows at most, ${(100 * down).toFixed(0)} % down`,
  );
  return perFrame;
}

/** Notes frames and processor time while `act` runs. */
async function measure(app, name, { selector = LIST, speed = 0, act = () => pause(6000) }) {
  const before = processorTime();
  await app.page.run(begin, selector, speed);
  await act();
  const noted = await app.page.run(end, selector);
  const after = processorTime();
  return report(name, noted, { page: after.page - before.page, core: after.core - before.core });
}

/** Turns the wheel over the list, a notch every frame or so. */
async function wheel(app, notches) {
  const scroll = { type: "scroll", x: 700, y: 500, deltaX: 0, deltaY: 60, duration: 0, origin: "viewport" };
  const actions = Array.from({ length: 40 }, () => [scroll, { type: "pause", duration: 16 }]).flat();
  for (let n = 0; n < notches; n += 40) await app.page.act([{ type: "wheel", id: "wheel", actions }]);
}

/** PageDown as often as a keyboard repeats a key that is held; the driver itself repeats none. */
async function hold(app, times) {
  const actions = Array.from({ length: 20 }, () => [
    { type: "keyDown", value: "\uE00F" },
    { type: "keyUp", value: "\uE00F" },
    { type: "pause", duration: 33 },
  ]).flat();
  for (let n = 0; n < times; n += 20) await app.page.act([{ type: "key", id: "keyboard", actions }]);
}

/** Draws the thumb of the scrollbar from the top to the middle, in sixty steps. */
async function drag(app) {
  const { x, top, height } = await app.page.run(`() => {
    const { right, top, height } = document.querySelector("${LIST}").getBoundingClientRect();
    return { x: right - 6, top, height };
  }`);
  const move = (part, duration) => ({
    type: "pointerMove",
    origin: "viewport",
    x: Math.round(x),
    y: Math.round(top + 6 + part * height),
    duration,
  });
  const steps = Array.from({ length: 60 }, (_, n) => move((0.5 * (n + 1)) / 60, 16));
  const actions = [move(0, 0), { type: "pointerDown", button: 0 }, ...steps, { type: "pointerUp", button: 0 }];
  await app.page.act([{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }]);
  const stopped = Date.now();
  await until("rows in the middle", () =>
    app.page.run(`() => document.querySelectorAll("${LIST} [data-task-row]").length > 20
      && document.querySelector("${LIST}").querySelectorAll("[aria-busy]").length === 0`),
  );
  console.log(`rows stood ${Date.now() - stopped} ms after the scrollbar was let go`);
}

const profile = newProfile();
// What the app chooses by itself where there is no graphics card (environment.rs); pictures of the page are not taken here.
profile.environment.WEBKIT_DISABLE_DMABUF_RENDERER = "1";
let app;
if (MADE) {
  mkdirSync(profile.data, { recursive: true });
  copyFileSync(MADE, join(profile.data, "almanac.db"));
}
try {
  app = await launch(profile);
  await ready(app);
  await app.call("processing.pause", { paused: true });
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
  const open = async (route) => {
    await app.page.run("(route) => { location.hash = route; }", route);
    await app.page.find(at.taskRow, { seconds: 60 });
    await pause(1000);
    await app.page.run(`() => { document.querySelector("${LIST}").scrollTop = 0; }`);
    await pause(1500);
  };
  const all = "/tasks?filter=is%3Aall";
  console.log(`load of the machine ${loadavg()[0].toFixed(1)}`);
  await open(all);
  await app.page.run(showPlain);
  await pause(1000);
  floor = await measure(app, "plain lines (60 px a frame)", { selector: PLAIN, speed: 60 });
  await app.page.run(`() => document.querySelector("${PLAIN}").remove()`);
  for (const [name, route, how] of [
    ["still", all, {}],
    ["slowly (4 px a frame)", all, { speed: 4 }],
    ["steadily (60 px a frame)", all, { speed: 60 }],
    ["flung (600 px a frame)", all, { speed: 600 }],
    ["by day (60 px a frame)", `${all}&group=day`, { speed: 60 }],
    ["by hand (60 px a frame)", `${all}&sort=manual`, { speed: 60 }],
    ["wheel", all, { act: () => wheel(app, 240) }],
    ["PageDown held", all, { act: () => hold(app, 120), keyboard: true }],
    ["scrollbar to the middle", all, { act: () => drag(app) }],
  ]) {
    await open(route);
    if (how.keyboard) await app.page.press("j");
    await measure(app, name, how);
  }
  console.log(`load of the machine ${loadavg()[0].toFixed(1)}`);
} finally {
  await app?.stop();
  profile.remove();
}
