// Making sure that the machine has what a build needs. Nothing is installed that is there already.
import { platform } from "node:os";
import { MANAGERS, namesFor } from "./packages.mjs";
import { ask, has, run, Stopped } from "./run.mjs";

/** Ensures the tools and libraries for `purposes`: "build", "window", "trace", "test". */
export async function ensureSystem(purposes) {
  if (!has("cargo")) {
    throw new Stopped("Rust is missing: install it from https://rustup.rs, then start again.");
  }
  if (platform() === "linux") await ensurePackages(purposes);
  else await checkElsewhere();
}

/** Whether there is a screen to open a window on. */
export function hasDisplay() {
  return platform() !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function ensurePackages(purposes) {
  const manager = MANAGERS.find(({ name }) => has(name));
  if (!manager) {
    console.log("This distribution's package manager is not known here. The build needs a C++ compiler, pkg-config, CMake, clang with libclang, pip for Python 3, WebKitGTK 4.1 and the Ayatana appindicator library.");
    return;
  }
  const missing = namesFor(manager, purposes).filter((name) => !isInstalled(manager, name));
  if (missing.length === 0) return;

  const command = [manager.name, ...manager.install, ...missing];
  const asRoot = process.getuid() === 0 ? [] : ask("sudo", ["-n", "true"]) === null ? null : ["sudo", "-n"];
  if (asRoot === null) {
    throw new Stopped(
      `These packages are missing:\n  ${missing.join(" ")}\nInstall them and start again:\n  sudo ${command.join(" ")}`,
    );
  }
  console.log(`Installing ${missing.join(", ")} …`);
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  if (manager.refresh) await sudo(asRoot, [manager.name, ...manager.refresh], environment);
  await sudo(asRoot, command, environment);
}

function sudo(prefix, command, options) {
  const [first, ...rest] = [...prefix, ...command];
  return run(first, rest, options);
}

function isInstalled({ query: [command, ...args], installed }, name) {
  const answer = ask(command, [...args, name]);
  return answer !== null && (!installed || answer === installed);
}

async function checkElsewhere() {
  const wanted = ["cmake", "clang"].filter((tool) => !has(tool));
  if (wanted.length === 0) return;
  const how =
    platform() === "darwin"
      ? "run `xcode-select --install`, and install CMake (`brew install cmake`)"
      : "install the Visual Studio C++ build tools, LLVM and CMake (`winget install LLVM.LLVM Kitware.CMake`); WebView2 comes with Windows";
  throw new Stopped(`Missing: ${wanted.join(", ")}. To build Almanac here, ${how}. Then start again.`);
}
