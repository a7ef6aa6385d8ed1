// A data file that cannot be used is told, and left exactly as it is.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { launch, newProfile } from "../harness/app.mjs";
import { at } from "../harness/places.mjs";
import { ready } from "../harness/steps.mjs";

const digest = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** Opens the app over a data file and answers what the screen says. The file must not change. */
async function openOver(profile, file) {
  const before = existsSync(file) && digest(file);
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
    await app.quit();
    assert.equal(existsSync(file) && digest(file), before, "the data file was changed");
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

/** A profile with one task and a backup of it. Answers the paths of the data file and of the backup. */
async function withBackup(profile) {
  const app = await launch(profile);
  await ready(app);
  await app.call("tasks.create", { title: "Water the quince" });
  const { path } = await app.call("data.backup", {});
  await app.call("tasks.create", { title: "After the backup" });
  await app.quit();
  return { file: join(profile.data, "almanac.db"), backup: path };
}

test("every other bad state has its sentence, and a backup to choose", async () => {
  const profile = newProfile();
  const { file, backup } = await withBackup(profile);
  const whole = readFileSync(file);
  const states = [
    [() => writeFileSync(file, ""), /is empty/],
    [() => writeFileSync(file, whole.subarray(0, 60)), /ends too early/],
    [
      () => writeFileSync(file, Buffer.concat([whole.subarray(0, 68), Buffer.from([1, 2, 3, 4]), whole.subarray(72)])),
      /another program/,
    ],
    [() => rmSync(file), /is missing/],
  ];
  for (const [damage, words] of states) {
    writeFileSync(file, whole);
    damage();
    const text = await openOver(profile, file);
    assert.match(text, words);
    assert.ok(text.includes(backup), "the backup is not offered");
  }
  profile.remove();
});

test("a backup is put in the place of a damaged file by two clicks, and the damaged one is kept", async () => {
  const profile = newProfile();
  const { file } = await withBackup(profile);
  const damaged = readFileSync(file).fill(0, 0, 4096);
  writeFileSync(file, damaged);
  const app = await launch(profile);
  await app.page.find(at.recovery, { seconds: 30 });
  await app.page.click(`${at.recoveryBackup} button`);
  await app.page.click(`${at.recoveryBackup} button`);
  await ready(app);
  const { tasks } = await app.call("tasks.list", {});
  assert.deepEqual(
    tasks.map(({ title }) => title),
    ["Water the quince"],
  );
  await app.quit();
  assert.ok(readFileSync(join(profile.data, "almanac.replaced-1.db")).equals(damaged), "the damaged file was not kept");
  profile.remove();
});

test("a restore that was asked for while the app ran is there at its next start", async () => {
  const profile = newProfile();
  const { backup } = await withBackup(profile);
  let app = await launch(profile);
  await ready(app);
  await app.call("data.restore", { path: backup });
  assert.equal((await app.call("tasks.list", {})).tasks.length, 2);
  await app.quit();
  app = await launch(profile);
  await ready(app);
  assert.equal((await app.call("tasks.list", {})).tasks.length, 1);
  await app.quit();
  profile.remove();
});
