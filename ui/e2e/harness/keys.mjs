// Keys that go to the whole screen, not to one page.
import { execFileSync } from "node:child_process";

/** Presses a chord such as `ctrl+shift+space`, as a keyboard does. */
export function pressEverywhere(chord) {
  if (!keyboardOwner()) giveKeyboardToDesk();
  xdotool("key", chord);
}

/** The pointer rests in the corner of the screen, so that nothing lies under it. */
export const putPointerAway = () => xdotool("mousemove", "1279", "899");

/** The window that has the keyboard. */
function keyboardOwner() {
  try {
    return xdotool("getwindowfocus").trim();
  } catch {
    return "";
  }
}

/**
 * A desktop's window manager never leaves the keyboard without an owner; this screen has none, and keys that
 * belong to nobody reach nobody. The pointer's corner shows which window is the desk.
 */
function giveKeyboardToDesk() {
  const [, desk] = xdotool("mousemove", "0", "0", "getmouselocation", "--shell").match(/WINDOW=(\d+)/);
  xdotool("windowfocus", desk);
}

const xdotool = (...args) => execFileSync("xdotool", args, { encoding: "utf8", timeout: 10_000, stdio: "pipe" });
