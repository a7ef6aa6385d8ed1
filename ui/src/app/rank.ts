// Fuzzy order for a few dozen commands: whole word first, then word start, then letters in order.
import type { Command } from "../api/command";

export function rank(query: string, commands: readonly Command[]): Command[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [...commands];
  return commands
    .map((command, at) => ({ command, at, score: score(wanted, command) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ command }) => command);
}

function score(wanted: string, command: Command): number {
  const title = command.title.toLowerCase();
  if (title.startsWith(wanted)) return 5;
  if (words(title).some((word) => word.startsWith(wanted))) return 4;
  if (title.includes(wanted)) return 3;
  const others = `${command.words ?? ""} ${command.group}`.toLowerCase();
  const parts = wanted.split(/\s+/);
  if (parts.every((part) => [...words(title), ...words(others)].some((word) => word.startsWith(part)))) return 2;
  return inOrder(wanted.replaceAll(" ", ""), title) ? 1 : 0;
}

const words = (text: string) => text.split(/[^\p{L}\p{N}]+/u);

function inOrder(letters: string, text: string): boolean {
  if (letters.length < 3) return false;
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
