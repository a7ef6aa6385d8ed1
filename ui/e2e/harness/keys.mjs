// Keys that go to the whole screen, not to one page.
import { execFileSync } from "node:child_process";

/** Presses a chord such as `ctrl+shift+space`, as a keyboard does. */
export const pressEverywhere = (chord) => execFileSync("xdotool", ["key", chord], { timeout: 10_000 });
