// npm run model-server: our client against a real OpenAI-compatible server, llama.cpp's own. Its program comes as a
// Python package into a folder of its own in the user's cache.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { ensureModels } from "./lib/models.mjs";
import { inRepo } from "./lib/paths.mjs";
import { main, run, Stopped } from "./lib/run.mjs";

const PROGRAM = "xllamacpp==2026.10.11549";
const MODEL = join("smollm2-135m-instruct", "SmolLM2-135M-Instruct.Q4_1.gguf");

main(async () => {
  const models = await ensureModels();
  const venv = join(dirname(models), "model-server");
  const python = join(venv, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  if (!existsSync(python)) await run(process.platform === "win32" ? "python" : "python3", ["-m", "venv", venv]);
  await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", PROGRAM]);
  const server = spawn(python, [inRepo("scripts", "model-server.py"), join(models, MODEL), "0"], { stdio: ["pipe", "pipe", "ignore"] });
  try {
    const address = await listening(server);
    console.log(`llama.cpp answers at ${address}`);
    await run("cargo", ["test", "--workspace", "--test", "model_server", "--", "--nocapture"], {
      env: { ...process.env, ALMANAC_TEST_SERVER: address },
    });
  } finally {
    server.stdin.end();
  }
});

/** The address that the server prints when it is ready. */
async function listening(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith("http")) return line.trim();
  }
  throw new Stopped("The model server ended before it was ready.");
}
