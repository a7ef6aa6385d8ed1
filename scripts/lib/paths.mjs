// Where things are: in the repository, in the build folder, and in the user's cache.
import { homedir, platform } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** A path inside the repository. */
export const inRepo = (...parts) => join(ROOT, ...parts);

/** Cargo's output folder, wherever the user keeps it. */
export const target = () => resolve(ROOT, process.env.CARGO_TARGET_DIR || "target");

/** A program that Cargo built. */
export const program = (name, profile = "debug") =>
  join(target(), profile, platform() === "win32" ? `${name}.exe` : name);

/** The folder that holds model weights, `<id>/<file>`; it outlives any clone. */
export function modelsFolder() {
  if (process.env.ALMANAC_MODELS) return resolve(process.env.ALMANAC_MODELS);
  return join(userCache(), "almanac", "models");
}

function userCache() {
  if (platform() === "win32") return process.env.LOCALAPPDATA || join(homedir(), "AppData", "Local");
  if (platform() === "darwin") return join(homedir(), "Library", "Caches");
  return process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
}
