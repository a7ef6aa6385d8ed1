// A data file that cannot be used is told, and left exactly as it is.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launch, newProfile } from "../harness/app.mjs";
import { at } from "../harness/places.mjs";
import { ready } from "../harness/steps.mjs";

const digest = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** Opens the app over a data file and answers what the screen says. The file must not change. */
async function openOver(profile, file) {
  const before = digest(file);
  const app = await launch(profile);
  try {
    const text = await app.page.text(at.recovery, { seconds: 30 });
    assert.match(text, /almanac\.db/);
    const state = await app.shell("start_state");
    assert.equal(state.ok, false);
    assert.equal(state.failure.kind, "storage");
    await assert.rejects(app.call("tasks.list", {}));
    return text;
  } finally {
    await app.stop();
    assert.equal(digest(file), before, "the data file was changed");
  }
}

test("a damaged data file is left alone", async () => {
  const profile = newProfile();
  mkdirSync(profile.data, { recursive: true });
  const file = join(profile.data, "almanac.db");
  writeFileSync(file, Buffer.alloc(40_000, "not a database "));
  await openOver(profile, file);
  assert.deepEqual(
    readdirSync(profile.data).filter((name) => name.startsWith("almanac.db")),
    ["almanac.db"],
  );
  profile.remove();
});

test("a data file of a newer version is left alone", async () => {
  const profile = newProfile();
  const app = await launch(profile);
  await ready(app);
  await app.quit();

  // The format's number stands at byte 60 of an SQLite file, big-endian.
  const file = join(profile.data, "almanac.db");
  const bytes = readFileSync(file);
  bytes.writeUInt32BE(9_999, 60);
  copyFileSync(file, `${file}.kept`);
  writeFileSync(file, bytes);
  assert.match(await openOver(profile, file), /newer version/);
  profile.remove();
});
