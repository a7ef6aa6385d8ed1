// Steps that several journeys take.
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { at } from "./places.mjs";
import { until } from "./webdriver.mjs";

const SAMPLES = fileURLToPath(new URL("../../../samples", import.meta.url));

/** Waits until the main page stands, as for somebody who has been here before. */
export async function ready(app) {
  await until("the data", () => app.call("settings.update", { welcomed: true }), { seconds: 30 });
  const stands = async () => (await app.page.all(at.page("today")))[0] && !(await app.page.all(at.welcome))[0];
  await until("the main page", stands, { seconds: 30 });
}

/** Waits until some element that `selector` finds contains `text`. */
export function seen(app, selector, text, options) {
  return until(
    `${selector} with "${text}"`,
    async () => {
      const texts = await app.page.run(
        "(selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent)",
        selector,
      );
      return texts.find((one) => one.toLowerCase().includes(text.toLowerCase()));
    },
    options,
  );
}

/** The sample documents as a page could drop them: name, type and bytes. */
export function samples() {
  const types = { md: "text/markdown", txt: "text/plain", html: "text/html", pdf: "application/pdf" };
  return readdirSync(SAMPLES).map((name) => ({
    name: basename(name),
    type: types[name.split(".").pop()] ?? "",
    base64: readFileSync(`${SAMPLES}/${name}`).toString("base64"),
  }));
}

/** Drops files on the page, as the system does when a folder's content is dragged there. */
export function drop(app, selector, files) {
  return app.page.run(
    `(selector, files) => {
      const data = new DataTransfer();
      for (const { name, type, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type }));
      }
      const place = document.querySelector(selector) ?? document.body;
      for (const kind of ["dragenter", "dragover", "drop"]) {
        place.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
      }
    }`,
    selector,
    files,
  );
}

/** Waits until the queue is empty. */
export function processed(app) {
  return until(
    "the end of processing",
    async () => {
      const { queued, running } = await app.call("processing.status");
      return queued + running === 0;
    },
    { seconds: 180 },
  );
}
