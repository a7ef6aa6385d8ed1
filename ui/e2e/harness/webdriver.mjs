// A small WebDriver client: what the journeys need, with a time-out on every request.
import { setTimeout as pause } from "node:timers/promises";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Tries `attempt` until it answers something true; the last failure is in the error. */
export async function until(what, attempt, { seconds = 15 } = {}) {
  const end = Date.now() + seconds * 1000;
  let last;
  for (;;) {
    try {
      const answer = await attempt();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`, { cause: last });
    await pause(60);
  }
}

export class Session {
  #base;

  constructor(base) {
    this.#base = base;
  }

  /** Starts `binary` through the driver at `address`. */
  static async open(address, binary, args) {
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args } } };
    const { sessionId } = await request("POST", `${address}/session`, { capabilities }, 60);
    return new Session(`${address}/session/${sessionId}`);
  }

  close() {
    return request("DELETE", this.#base, undefined, 10);
  }

  windows() {
    return this.#get("/window/handles");
  }

  switchTo(handle) {
    return this.#post("/window", { handle });
  }

  url() {
    return this.#get("/url");
  }

  /** Runs a function in the page. What it answers must be JSON. */
  run(script, ...args) {
    return this.#post("/execute/sync", { script: `return (${script}).apply(null, arguments)`, args });
  }

  /** Runs an asynchronous function in the page and waits for it; a rejection is an error here. */
  async wait(script, ...args) {
    const wrapped = `const done = arguments[arguments.length - 1];
      (${script}).apply(null, Array.from(arguments).slice(0, -1))
        .then((value) => done({ value: value ?? null }), (error) => done({ error: error?.message ?? error }));`;
    const { value, error } = await this.#post("/execute/async", { script: wrapped, args }, 120);
    if (error !== undefined) throw Object.assign(new Error(String(error)), { reason: error });
    return value;
  }

  /** The elements that a CSS selector finds now. */
  async all(selector) {
    const found = await this.#post("/elements", { using: "css selector", value: selector });
    return found.map((element) => element[ELEMENT]);
  }

  /** The first element that a CSS selector finds, once there is one. */
  find(selector, options) {
    return until(selector, async () => (await this.all(selector))[0], options);
  }

  async click(selector, options) {
    const element = await this.find(selector, options);
    await until(
      `a click on ${selector}`,
      async () => {
        await this.#post(`/element/${element}/click`, {});
        return true;
      },
      { seconds: 5 },
    );
  }

  async type(selector, text) {
    await this.#post(`/element/${await this.find(selector)}/value`, { text });
  }

  async text(selector, options) {
    return this.#get(`/element/${await this.find(selector, options)}/text`);
  }

  /** Presses keys one after the other, as the window with the keyboard gets them. */
  press(...keys) {
    const actions = keys.flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    return this.#post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Presses a key while others are held. */
  chord(...keys) {
    const actions = [
      ...keys.map((value) => ({ type: "keyDown", value })),
      ...keys.toReversed().map((value) => ({ type: "keyUp", value })),
    ];
    return this.#post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Types a text key by key into whatever has the keyboard. */
  write(text) {
    return this.press(...text);
  }

  /** Input of any kind, as the protocol writes it: sources with their actions. */
  act(actions) {
    return request("POST", `${this.#base}/actions`, { actions }, 60);
  }

  /** Gives the window a size, in pixels of the screen. */
  resize(width, height) {
    return this.#post("/window/rect", { width, height });
  }

  /** Carries one element onto another with the pointer. */
  async drag(from, to) {
    const middle = async (selector) => {
      const element = await this.find(selector);
      const { x, y, width, height } = await this.#get(`/element/${element}/rect`);
      return { x: Math.round(x + width / 2), y: Math.round(y + Math.min(height / 2, 60)) };
    };
    const [start, end] = [await middle(from), await middle(to)];
    const move = (point, duration = 120) => ({ type: "pointerMove", origin: "viewport", duration, ...point });
    const actions = [
      move(start, 0),
      { type: "pointerDown", button: 0 },
      move({ x: start.x + 12, y: start.y + 4 }),
      move(end, 250),
      move({ x: end.x + 2, y: end.y + 2 }),
      { type: "pointerUp", button: 0 },
    ];
    await this.#post("/actions", {
      actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
    });
  }

  /** A picture of the page as PNG, after it has been drawn. */
  async picture() {
    await this.wait("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))");
    return Buffer.from(await this.#get("/screenshot", 30), "base64");
  }

  #get(path, seconds) {
    return request("GET", this.#base + path, undefined, seconds);
  }

  #post(path, body, seconds) {
    return request("POST", this.#base + path, body, seconds);
  }
}

/** One request to the driver. */
export async function request(method, address, body, seconds = 20) {
  const response = await fetch(address, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: body === undefined ? {} : { "content-type": "application/json" },
    signal: AbortSignal.timeout(seconds * 1000),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value?.error}: ${value?.message}`);
  return value;
}

/** Keys that have no character. */
export const Key = {
  enter: "\uE007",
  escape: "\uE00C",
  tab: "\uE004",
  control: "\uE009",
  shift: "\uE008",
  backspace: "\uE003",
  down: "\uE015",
};
