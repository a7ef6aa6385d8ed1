// The built app under the shell's own content security policy and with Object.prototype frozen, in a browser:
// everything loads from the bundle, nothing is evaluated, no page throws. Run after `npm run ui:build`.
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const top = fileURLToPath(new URL("../..", import.meta.url));
const { csp } = JSON.parse(readFileSync(join(top, "tauri.conf.json"), "utf8")).app.security;
const policy = Object.entries(csp)
  .map(([name, value]) => `${name} ${value}`)
  .join("; ");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };
const server = createServer((request, response) => {
  const path = join(top, "ui/dist", new URL(request.url, "http://x").pathname);
  if (!existsSync(path) || !extname(path)) return response.writeHead(404).end();
  response.writeHead(200, {
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
    "content-security-policy": policy,
  });
  createReadStream(path).pipe(response);
}).listen(0);
const { port } = server.address();
const FROZEN = join(top, "src-tauri/src/frozen.js");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
const problems = [];
page.on("pageerror", (error) => problems.push(error.message));
page.on(
  "console",
  (line) =>
    line.type() === "error" &&
    !line.text().includes("favicon") &&
    !line.location().url.endsWith("favicon.ico") &&
    problems.push(line.text()),
);
page.on(
  "request",
  (request) => !request.url().startsWith(`http://127.0.0.1:${port}/`) && problems.push(`asked for ${request.url()}`),
);
await page.addInitScript({ path: FROZEN });
await page.addInitScript(() => {
  let next = 1;
  window.__TAURI_INTERNALS__ = {
    transformCallback: () => next++,
    invoke: async (command, { verb, name } = {}) => {
      if (command === "window") return verb === "start_state" ? { ok: true } : null;
      if (command === "subscribe") return null;
      throw { kind: "internal", message: `no core here for ${name}` };
    },
  };
});
for (const [file, place] of [
  ...[
    "today",
    "inbox",
    "tasks",
    "projects",
    "knowledge",
    "search?q=x",
    "chat",
    "activity",
    "processing",
    "settings",
  ].map((name) => ["index.html", `#/${name}`]),
  ["capture.html", ""],
]) {
  await page.goto("about:blank");
  const started = Date.now();
  await page.goto(`http://127.0.0.1:${port}/${file}${place}`);
  await page.waitForSelector("main", { timeout: 20_000 });
  console.log(`${file}${place} stood after ${Date.now() - started} ms`);
  await page.waitForTimeout(200);
}
await browser.close();
server.close();
for (const problem of problems) console.log(`PROBLEM ${problem}`);
process.exit(problems.length ? 1 : 0);
