// A name that is being typed behind its sign: "#ki", "@pho", ">run", `after:"plan`.
import type { NameOf } from "../../api/bindings";

export type Sign = {
  of: NameOf;
  /** What is typed of the name. */
  text: string;
  /** Where the sign begins in the text; it ends at the caret. */
  from: number;
};

const NAME = /^\p{L}[\p{L}\p{M}\p{N}_-]*$/u;
const TYPED =
  /(?:^|\s)(?:(?<sign>[#@>])(?<name>"[^"\n]*|[\p{L}\p{M}\p{N}_-]*)|(?<after>after:\s?"(?<title>[^"\n]*)))$/iu;

/** The sign that ends at the caret, if the caret stands where a word may end. */
export function signAt(text: string, caret: number): Sign | null {
  if (/^\S/.test(text.slice(caret, caret + 1))) return null;
  const line = text.slice(text.lastIndexOf("\n", caret - 1) + 1, caret);
  const found = TYPED.exec(line)?.groups;
  if (!found) return null;
  if (found.after !== undefined) return { of: "task", text: found.title ?? "", from: caret - found.after.length };
  const name = found.name ?? "";
  const from = caret - name.length - 1;
  if (found.sign === "@") return name.startsWith('"') ? null : { of: "tag", text: name, from };
  return { of: found.sign === ">" ? "goal" : "project", text: name.replace(/^"/, ""), from };
}

/** How the name is written behind its sign, or null where the language has no way to write it. */
export function written(of: NameOf, name: string): string | null {
  const plain = NAME.test(name);
  if (of === "tag") return plain ? `@${name}` : null;
  if (name.includes('"') || name.trim() === "") return null;
  if (of === "task") return `after:"${name}"`;
  const sign = of === "goal" ? ">" : "#";
  return plain ? `${sign}${name}` : `${sign}"${name}"`;
}

/** The text with the name in place of what was typed of it, and where the caret stands then. */
export function fillIn(text: string, caret: number, sign: Sign, name: string): { text: string; caret: number } {
  const whole = written(sign.of, name) ?? text.slice(sign.from, caret);
  const rest = text.slice(caret);
  const gap = /^\s/.test(rest) ? "" : " ";
  return { text: text.slice(0, sign.from) + whole + gap + rest, caret: sign.from + whole.length + 1 };
}
