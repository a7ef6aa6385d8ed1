// Photographs every page of the app over the made-up core, in both themes and two widths, and lets axe look at each.
// Usage: npm run ui:screens [-- name …]   Pictures go to ui/e2e/shots (not committed).
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { createServer } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const FROZEN = here("../../src-tauri/src/frozen.js");
const wanted = process.argv.slice(2);
const shots = process.env.SHOTS ?? here("./shots");
mkdirSync(shots, { recursive: true });

const PAGES = [
  ["today", "#/today"],
  ["plan", "#/plan"],
  [
    "plan-week",
    "#/plan",
    async (page) => {
      await page.getByText("Week", { exact: true }).click();
      await page.getByText("Calendars", { exact: true }).click();
      await page.waitForTimeout(400);
    },
  ],
  [
    "plan-hours",
    "#/plan",
    async (page) => {
      await page.getByText("Hours", { exact: true }).click();
      await page.getByTestId("timeline-entry").first().focus();
      await page.waitForTimeout(300);
    },
  ],
  ["plan-proposal", "#/plan?propose=day", proposed],
  ["plan-proposal-week", "#/plan?propose=week", proposed],
  [
    "plan-proposal-part",
    "#/plan?propose=day",
    async (page) => {
      await proposed(page);
      await keys(page, "Tab", "Tab", "Tab", "Space", "ArrowDown", "p");
      await page.waitForTimeout(200);
    },
  ],
  ["inbox", "#/inbox"],
  ["habits", "#/habits"],
  ["habit", "#/habits/1"],
  ["habit-counted", "#/habits/2"],
  ["habit-new", "#/habits?add=true"],
  ["rewards", "#/rewards"],
  ["reward-new", "#/rewards?add=true"],
  ["goals", "#/goals"],
  ["goal", "#/goals/1"],
  ["goal-new", "#/goals?add=true"],
  ["area", "#/areas/2"],
  ["project-health", "#/projects/2"],
  ["tasks", "#/tasks"],
  ["tasks-grouped", "#/tasks?group=project"],
  ["tasks-days", "#/tasks?group=day&sort=manual"],
  ["board", "#/tasks?view=board&filter=is:all"],
  ["board-project", "#/tasks?view=board&group=project"],
  ["matrix", "#/tasks?view=matrix"],
  ["calendar", "#/tasks?view=calendar"],
  [
    "calendar-week",
    "#/tasks?view=calendar",
    async (page) => {
      await page.getByRole("button", { name: "Week", exact: true }).click();
      await page.waitForTimeout(300);
    },
  ],
  [
    "filter",
    "#/tasks",
    async (page) => {
      await page.getByTestId("task-filter").fill("t");
      await page.keyboard.press("ArrowDown");
      await page.waitForTimeout(400);
    },
  ],
  [
    "filter-problem",
    "#/tasks",
    async (page) => {
      await page.getByTestId("task-filter").fill("tga:home");
      await page.keyboard.press("Escape");
      await page.waitForTimeout(500);
    },
  ],
  ["task-panel", "#/today?task=4"],
  [
    "bulk",
    "#/tasks",
    async (page) => {
      await keys(page, "j", "x", "j", "x", "j", "x");
    },
  ],
  [
    "quick-add",
    "#/today",
    async (page) => {
      await page.getByTestId("quick-add").fill("Call Ana tomorrow 5pm #Kitchen @phone p2 about monitors");
      await page.waitForTimeout(150);
    },
  ],
  [
    "capture-names",
    "#/today",
    async (page) => {
      await keys(page, "c");
      await page.getByTestId("capture-input").pressSequentially("Paint the shelves tomorrow #ki");
      await page.waitForTimeout(200);
    },
  ],
  [
    "capture-language",
    "#/today",
    async (page) => {
      await keys(page, "c");
      await page.getByTestId("capture-input").fill("Move house\n  pack boxes tomorrow\n  van @phone");
      await page.getByRole("button", { name: "Help: what can be typed" }).click();
      await page.waitForTimeout(200);
    },
  ],
  [
    "capture",
    "#/today",
    async (page) => {
      await keys(page, "c");
      await page.getByTestId("capture-input").fill("Send the slides tomorrow 9am #Talk p1");
      await page.waitForTimeout(150);
    },
  ],
  [
    "palette",
    "#/today",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.waitForTimeout(250);
    },
  ],
  [
    "palette-query",
    "#/today",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.waitForTimeout(150);
      await page.keyboard.type("oak");
      await page.waitForTimeout(400);
    },
  ],
  [
    "help",
    "#/today",
    async (page) => {
      await page.keyboard.press("?");
      await page.waitForTimeout(250);
    },
  ],
  [
    "undo-toast",
    "#/today",
    async (page) => {
      await keys(page, "j", "Space");
      await page.waitForTimeout(500);
    },
  ],
  [
    "schedule-menu",
    "#/today",
    async (page) => {
      await keys(page, "j", "d");
      await page.waitForTimeout(250);
    },
  ],
  ["metrics", "#/metrics"],
  ["metric-new", "#/metrics?add=true"],
  ["metric", "#/metrics/1"],
  ["metric-sum", "#/metrics/3"],
  ["metric-related", "#/metrics/4"],
  ["metric-yes", "#/metrics/7"],
  ["projects", "#/projects"],
  ["logbook", "#/logbook"],
  ["review", "#/review"],
  ["digest", "#/digest"],
  ["project", "#/projects/2"],
  ["knowledge", "#/knowledge"],
  [
    "import",
    "#/knowledge?add=files",
    async (page) => {
      await page.waitForTimeout(300);
    },
  ],
  ["note", "#/knowledge?add=note"],
  ["add-link", "#/knowledge?add=link"],
  [
    "note-link",
    "#/knowledge/1?edit=true",
    async (page) => {
      await page.getByTestId("note-title").fill("Oak in the kiln");
      await page.getByTestId("note-text").press("Control+End");
      await page.keyboard.type("- See [[wor");
      await page.waitForTimeout(300);
    },
  ],
  ["reader-page", "#/knowledge/3"],
  [
    "highlight",
    "#/knowledge/2",
    async (page) => {
      await page.evaluate(() => {
        const span = [...document.querySelectorAll("[data-from]")].find((one) => one.textContent.startsWith("Eight"));
        document.getSelection().setBaseAndExtent(span.firstChild, 0, span.firstChild, 26);
      });
      await page.waitForTimeout(200);
    },
  ],
  ["tags", "#/tags"],
  ["reader-note", "#/knowledge/1?start=106&end=129"],
  ["reader-pdf", "#/knowledge/2?start=403&end=510"],
  ["search", "#/search?q=oak%20boards"],
  ["search-start", "#/search"],
  [
    "search-complete",
    "#/search",
    async (page) => {
      await page.getByTestId("search-box").pressSequentially("oak t", { delay: 20 });
      await page.waitForTimeout(300);
    },
  ],
  ["search-error", "#/search?q=typ:pdf"],
  [
    "explain",
    "#/search?q=oak",
    async (page) => {
      await page.getByRole("button", { name: "Why this result" }).first().click();
      await page.waitForTimeout(200);
    },
  ],
  ["chat", "#/chat/1"],
  ["chat-start", "#/chat"],
  ["chat-counted", "#/chat/3"],
  [
    "chat-scope",
    "#/chat/2",
    async (page) => {
      await page.getByTestId("chat-scope").click();
      await page.waitForTimeout(250);
    },
  ],
  [
    "chat-searched",
    "#/chat/1",
    async (page) => {
      await page.getByTestId("searched").first().locator("summary").click();
      await page.getByTestId("searched").first().scrollIntoViewIfNeeded();
      await page.waitForTimeout(150);
    },
  ],
  [
    "chat-streaming",
    "#/chat",
    async (page) => {
      await page.getByTestId("chat-box").fill("How do I dry oak?");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(500);
    },
  ],
  [
    "activity",
    "#/activity",
    async (page) => {
      await page.getByTestId("activity-step").first().click();
      await page.waitForTimeout(150);
    },
  ],
  ["trash", "#/trash"],
  ["diagnostics", "#/diagnostics"],
  ["welcome", "?first#/today"],
  [
    "welcome-typed",
    "?first#/today",
    async (page) => {
      await page.keyboard.type("Call Ana tomorrow 5pm #Kitchen p2");
      await page.waitForTimeout(200);
    },
  ],
  [
    "welcome-data",
    "?first#/today",
    async (page) => {
      await page.getByTestId("welcome-next").click();
      await page.waitForTimeout(200);
    },
  ],
  [
    "welcome-shortcut",
    "?first#/today",
    async (page) => {
      await page.getByTestId("welcome-next").click();
      await page.getByTestId("welcome-next").click();
      await page.waitForTimeout(200);
    },
  ],
  [
    "palette-new",
    "#/today",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.waitForTimeout(150);
      await page.keyboard.type("Wax the drawer runners tomorrow");
      await page.waitForTimeout(400);
    },
  ],
  ["empty-trash", "?empty#/trash"],
  ["processing", "#/processing"],
  ["settings", "#/settings"],
  ["empty-today", "?empty#/today"],
  ["empty-knowledge", "?empty#/knowledge"],
  ["empty-tasks", "?empty#/tasks"],
  ["recovery", "?broken#/today"],
];

async function proposed(page) {
  await page.getByTestId("proposal-accept").waitFor();
  await page.waitForTimeout(300);
}

async function keys(page, ...list) {
  for (const key of list) await page.keyboard.press(key);
}

const server = await createServer({
  configFile: here("../vite.config.ts"),
  server: { port: Number(process.env.PORT ?? 5199), strictPort: true },
  logLevel: "error",
});
await server.listen();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const axe = readFileSync(here("../../node_modules/axe-core/axe.min.js"), "utf8");
let problems = 0;

for (const scheme of ["light", "dark"]) {
  for (const [width, height] of process.env.NARROW
    ? [[900, 700]]
    : [
        [1280, 800],
        [900, 700],
      ]) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      reducedMotion: "reduce",
    });
    // The desktop shell freezes Object.prototype; so do we, to see what breaks.
    await context.addInitScript({ path: FROZEN });
    const page = await context.newPage();
    // The first page waits until its modules are made.
    page.setDefaultNavigationTimeout(180_000);
    page.on("pageerror", (error) => {
      problems += 1;
      console.log(`ERROR ${error.message}`);
    });
    page.on("console", (line) => {
      if (line.type() === "error") {
        problems += 1;
        console.log(`console ${line.text().slice(0, 400)}`);
      }
    });
    for (const [name, address, act] of PAGES) {
      if (wanted.length && !wanted.includes(name)) continue;
      await page.goto("about:blank");
      await page.goto(`http://localhost:${process.env.PORT ?? 5199}/fake.html${address}`);
      await page.waitForSelector("main", { timeout: 60_000 });
      await page.waitForTimeout(450);
      try {
        await act?.(page);
      } catch (error) {
        problems += 1;
        console.log(`ACT ${name}: ${error.message.split("\n")[0]}`);
      }
      await page.screenshot({ path: `${shots}/${name}-${scheme}-${width}.png` });
      if (width === 1280 || process.env.NARROW) {
        await page.evaluate(axe);
        const result = await page.evaluate(() =>
          globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }),
        );
        for (const found of result.violations) {
          problems += 1;
          console.log(
            `AXE ${scheme} ${name}: ${found.id} (${found.impact}) ${found.nodes.length}x ${found.nodes[0].html.slice(0, 160)} :: ${found.nodes[0].any[0]?.message?.slice(0, 200) ?? ""}`,
          );
        }
      }
    }
    await context.close();
  }
}

if (!wanted.length || wanted.includes("capture-window")) {
  for (const scheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width: 620, height: 176 }, colorScheme: scheme });
    const page = await context.newPage();
    await page.goto(`http://localhost:${process.env.PORT ?? 5199}/fake-capture.html`);
    await page.waitForTimeout(400);
    await page.keyboard.type("Call Ana tomorrow 5pm #Kitchen p2");
    await page.waitForTimeout(200);
    await page.screenshot({ path: `${shots}/capture-window-${scheme}.png` });
    await context.close();
  }
}

await browser.close();
await server.close();
console.log(problems === 0 ? "no problems" : `${problems} problems`);
process.exit(problems === 0 ? 0 : 1);
