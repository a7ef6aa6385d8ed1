// Pictures of every page, light and dark, with the sample documents and a few tasks: npm run screens.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, newProfile } from "./harness/app.mjs";
import { at } from "./harness/places.mjs";
import { processed, ready, samples } from "./harness/steps.mjs";
import { Key, until } from "./harness/webdriver.mjs";

const FOLDER = process.env.ALMANAC_SCREENS ?? "docs/screens";
const TASKS = `Order larch for the fence by friday #Fence p1
Clear the old posts tomorrow 9am for 2h #Fence @yard
Empty the rain barrel before the frost due 7 nov @water
Sow lamb's lettuce today ~20m
Sort the receipts for the district by 30 november #Budget p2
Sharpen the secateurs today 17:00 for 30m @tools
Ask Mei about the ladder
Write to the district about the grant`;

const profile = newProfile();
let app;

before(async () => {
  mkdirSync(FOLDER, { recursive: true });
  app = await launch(profile);
  await ready(app);
  await app.call("capture.save", { text: TASKS });
  await app.call("knowledge.import_files", { files: samples().map(({ name, base64 }) => ({ name, base64 })) });
  await processed(app);
  await app.call("chat.ask", { text: "How long does larch last without paint?" });
});

after(async () => {
  await app?.stop();
  profile.remove();
});

const place = (route) => app.page.run("(route) => { location.hash = route; }", route);

const PAGES = {
  today: () => place("/today"),
  inbox: () => place("/inbox"),
  tasks: () => place("/tasks"),
  projects: () => place("/projects"),
  knowledge: () => place("/knowledge"),
  reader: async () => {
    const { items } = await app.call("knowledge.list", { text: "minutes" });
    await place(`/knowledge/${items[0].id}`);
  },
  search: () => place("/search?q=when%20are%20plum%20trees%20pruned"),
  chat: async () => {
    const [conversation] = await app.call("chat.conversations", {});
    await place(`/chat/${conversation.id}`);
  },
  activity: () => place("/activity"),
  processing: () => place("/processing"),
  settings: () => place("/settings"),
};

for (const theme of ["light", "dark"]) {
  test(`every page, ${theme}`, async () => {
    await app.main();
    await app.call("settings.update", { theme });
    for (const [name, go] of Object.entries(PAGES)) {
      await go();
      await take(name, theme);
    }
    await place("/today");
    await app.page.find(at.taskRow);
    await app.page.chord(Key.control, "k");
    await take("palette", theme);
    await app.page.press(Key.escape);
  });

  test(`the capture window, ${theme}`, async () => {
    await app.main();
    await app.shell("show_capture");
    await app.capture();
    await until("the capture window", () => app.isVisible());
    // What was typed for the first picture is kept as a draft.
    const draft = await app.page.run("(selector) => document.querySelector(selector).value", at.captureInput);
    if (!draft) await app.page.type(at.captureInput, "Call the carpenter tomorrow 10am #Fence p2 @phone");
    await take("capture", theme);
    await app.page.press(Key.escape);
  });
}

/** Takes a picture once the page has come to rest. */
async function take(name, theme) {
  await new Promise((resolve) => setTimeout(resolve, 700));
  writeFileSync(join(FOLDER, `${name}-${theme}.png`), await app.page.picture());
}
