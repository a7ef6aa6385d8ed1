// Starting and ending the real app: a profile of its own, a driver of its own, the packaged program.
import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request, Session, until } from "./webdriver.mjs";

const BINARY = process.env.ALMANAC_APP;
const IDENTIFIER = "app.almanac.desktop";

/** A folder that stands for one person's data. The models' cache is shared with the machine. */
export function newProfile() {
  const folder = mkdtempSync(join(tmpdir(), "almanac-e2e-"));
  return {
    folder,
    data: join(folder, "data", IDENTIFIER),
    log: join(folder, "app.log"),
    environment: {
      ...process.env,
      XDG_DATA_HOME: join(folder, "data"),
      XDG_CONFIG_HOME: join(folder, "config"),
      TAURI_WEBVIEW_AUTOMATION: "true",
      NO_AT_BRIDGE: "1",
      WEBKIT_SKIA_ENABLE_CPU_RENDERING: "1",
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Starts the app with a profile and answers it with its main page under control. `under` is a command that
 * the driver, and with it the app, runs under.
 */
export async function launch(profile, args = [], under = []) {
  if (!BINARY) throw new Error("ALMANAC_APP names the program to drive; `npm run e2e` sets it");
  const port = await freePort();
  const log = createWriteStream(profile.log, { flags: "a" });
  const [program, ...words] = [...under, "WebKitWebDriver", `--port=${port}`, "--host=127.0.0.1"];
  const driver = spawn(program, words, {
    env: profile.environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  driver.stdout.pipe(log);
  driver.stderr.pipe(log);
  const address = `http://127.0.0.1:${port}`;
  try {
    await until("the driver", () => request("GET", `${address}/status`));
    const app = new App(await Session.open(address, BINARY, args), driver, profile);
    await app.main();
    return app;
  } catch (error) {
    end(driver);
    throw new Error(`the app did not start; its log says:\n${tail(profile.log)}`, { cause: error });
  }
}

/** The running app. What a page can do is on `page`. */
class App {
  #driver;
  #handles = new Map();

  constructor(page, driver, profile) {
    this.page = page;
    this.profile = profile;
    this.#driver = driver;
  }

  /** Turns to the main window's page. */
  main() {
    return this.#turnTo("main", (url) => !url.includes("/capture.html"));
  }

  /** Turns to the capture window's page. */
  capture() {
    return this.#turnTo("capture", (url) => url.includes("/capture.html"));
  }

  async #turnTo(name, matches) {
    if (this.#handles.has(name)) return this.page.switchTo(this.#handles.get(name));
    await until(`the ${name} window`, async () => {
      for (const handle of await this.page.windows()) {
        await this.page.switchTo(handle);
        if (matches(await this.page.url())) return this.#handles.set(name, handle);
      }
      return false;
    });
  }

  /** Runs an operation from the page that is under control, as the page would. */
  call(name, input = null) {
    return this.page
      .wait("(name, input) => window.__TAURI_INTERNALS__.invoke('call', { name, input })", name, input)
      .then((reply) => reply.data);
  }

  /** Asks something of the shell from the page that is under control. */
  shell(verb, options) {
    return this.page.wait(
      "(verb, options) => window.__TAURI_INTERNALS__.invoke('window', { verb, options })",
      verb,
      options ?? null,
    );
  }

  /** Whether a page's window is on the screen: hidden pages know that they are. */
  isVisible() {
    return this.page.run("() => document.visibilityState === 'visible'");
  }

  /** Closes the main window as the button in its frame does. */
  async closeMain() {
    await this.main();
    await this.shell("close");
  }

  /** Quits as a person does, and waits until the program has ended. */
  async quit() {
    await this.main();
    await this.shell("quit").catch(() => {});
    await this.stop();
  }

  /** Ends the program and its driver, whatever state they are in. */
  async stop() {
    await this.page.close().catch(() => {});
    end(this.#driver);
    await until("the end of the driver", () => this.#driver.exitCode !== null || this.#driver.signalCode !== null);
  }
}

/** Runs the program once more, without a driver, and answers its exit code. */
export function startAgain(profile, args = []) {
  const { TAURI_WEBVIEW_AUTOMATION: _, ...env } = profile.environment;
  return new Promise((resolve, reject) => {
    const child = spawn(BINARY, args, { env, stdio: "ignore", timeout: 20_000 });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? signal));
  });
}

function end(driver) {
  try {
    process.kill(-driver.pid, "SIGTERM");
  } catch {
    // It has ended already.
  }
}

function tail(path) {
  try {
    return readFileSync(path, "utf8").slice(-3000);
  } catch {
    return "(nothing)";
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
