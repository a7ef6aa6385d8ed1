// Keys as they are pressed, in the words in which the shell registers them: "CmdOrCtrl+Shift+Space".

const MAC = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
const MODIFIERS = ["Shift", "Control", "Alt", "Meta", "AltGraph"];

export type Pressed = { keys: string; whole: boolean; plain: boolean };

/** What is held now. `whole` once a key that is no modifier is down; `plain` when nothing but Shift goes with it. */
export function pressed(
  event: Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "altKey" | "shiftKey" | "metaKey">,
): Pressed {
  const held = [
    (MAC ? event.metaKey : event.ctrlKey) ? "CmdOrCtrl" : "",
    MAC && event.ctrlKey ? "Ctrl" : "",
    !MAC && event.metaKey ? "Super" : "",
    event.altKey ? "Alt" : "",
    event.shiftKey ? "Shift" : "",
  ].filter(Boolean);
  const whole = !MODIFIERS.includes(event.key) && event.code !== "";
  const functionKey = /^F\d{1,2}$/.test(event.code);
  return {
    keys: [...held, ...(whole ? [nameOf(event.code)] : [])].join("+"),
    whole,
    plain: !functionKey && !held.some((name) => name !== "Shift"),
  };
}

/** The place on the keyboard, whatever the layout prints there. */
function nameOf(code: string): string {
  return code.replace(/^Key|^Digit/, "");
}

/** "CmdOrCtrl+Shift+Space" as the kit draws keys. */
export function shownKeys(keys: string): string {
  return keys.toLowerCase().replace("cmdorctrl", "mod").replace("super", "Super");
}
