// How long a person waits, in the real window: p50 and p95 of what happens between a key and what it shows. Each is
// measured inside the page, from the key's own time to the frame in which its effect stands; the shortcut from before
// a program presses the keys on the screen. docs/latency.md says how to run it.
import { after, before, test } from "node:test";
import { launch, newProfile } from "./harness/app.mjs";
import { pressEverywhere } from "./harness/keys.mjs";
import { at } from "./harness/places.mjs";
import { processed, ready, seen } from "./harness/steps.mjs";
import { Key, until } from "./harness/webdriver.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 30);
const profile = newProfile();
const table = [];
let app;

before(async () => {
  app = await launch(profile);
  await ready(app);
  await app.call("samples.add");
  await app.call("capture.save", {
    text: Array.from({ length: 400 }, (_, n) => `Check bed ${n} for slugs`).join("\n"),
  });
  await processed(app);
});

after(async () => {
  await app?.stop();
  profile.remove();
  console.log(`\n${ROUNDS} rounds each, in ms\n`);
  for (const { what, p50, p95 } of table)
    console.log(`${what.padEnd(46)} p50 ${p50.toFixed(1).padStart(7)}   p95 ${p95.toFixed(1).padStart(7)}`);
});

/** Notes, for the next key in the page that is no modifier, when `shows` first holds in a drawn frame. */
const arm = (shows) =>
  app.page.run(`() => {
    globalThis.took = undefined;
    const shows = ${shows};
    const onKey = (event) => {
      if (["Control", "Shift"].includes(event.key)) return;
      window.removeEventListener("keydown", onKey, true);
      const began = event.timeStamp;
      const look = () => (shows() ? (globalThis.took = performance.now() - began) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    };
    window.addEventListener("keydown", onKey, true);
  }`);
const took = () => until("the effect", () => app.page.run("() => globalThis.took ?? null"));
const gone = (selector) => until(`the end of ${selector}`, async () => (await app.page.all(selector)).length === 0);

/** Measures one thing a number of times and notes its middle and its slow end. */
function measure(what, once) {
  test(what, async () => {
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push(await once(round));
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)];
    table.push({ what, p50: at(0.5), p95: at(0.95) });
  });
}

measure("Ctrl+K to the caret in the palette", async () => {
  await arm(`() => document.activeElement?.matches('${at.palette}')`);
  await app.page.chord(Key.control, "k");
  const time = await took();
  await app.page.press(Key.escape);
  await gone(at.palette);
  return time;
});

measure("key press to the first result of a search", async (round) => {
  await app.page.chord(Key.control, "k");
  await until("the caret", () => app.page.run(`() => document.activeElement?.matches('${at.palette}')`));
  const words = `bed ${100 + round}`;
  await app.page.write(words.slice(0, -1));
  await seen(app, at.paletteEntry, `Search everything for “${words.slice(0, -1)}”`);
  await arm(
    `() => [...document.querySelectorAll('[data-palette-task]')].some((one) => one.textContent.includes('Check ${words} '))`,
  );
  await app.page.write(words.slice(-1));
  const time = await took();
  await app.page.press(Key.escape);
  await gone(at.palette);
  return time;
});

measure("tick to strike-through or gone", async () => {
  await app.page.run("() => { location.hash = '/tasks'; }");
  await seen(app, at.taskRow, "Check bed");
  await app.page.write("j");
  await until("a row with the keyboard", () =>
    app.page.run("(row) => document.activeElement?.matches(row) ?? false", at.taskRow),
  );
  const id = await app.page.run("() => document.activeElement.dataset.taskRow");
  await arm(
    `() => { const row = document.querySelector('[data-task-row="${id}"]'); return !row || row.dataset.done; }`,
  );
  await app.page.press(" ");
  return took();
});

measure("global shortcut to the caret in the capture window", async () => {
  await app.capture();
  await app.page.run(`() => {
    globalThis.caret = undefined;
    const look = () => {
      const there = document.visibilityState === "visible" && document.hasFocus() && document.activeElement?.matches('${at.captureInput}');
      if (there) globalThis.caret = Date.now();
      else setTimeout(look, 2);
    };
    look();
  }`);
  const began = Date.now();
  pressEverywhere("ctrl+shift+space");
  const caret = await until("the caret", () => app.page.run("() => globalThis.caret ?? null"));
  await app.page.press(Key.escape);
  await until("the window's end", async () => !(await app.isVisible()));
  return caret - began;
});
