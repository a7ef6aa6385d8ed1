// The page of every key, written from the registry: docs/keyboard.md is this text.
import type { Command } from "../api/command";
import { keyed } from "./Help";

const NAMES: Record<string, string> = {
  mod: "Ctrl",
  shift: "Shift",
  alt: "Alt",
  space: "Space",
  enter: "Enter",
  escape: "Esc",
  delete: "Del",
  backspace: "Backspace",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
};

export function keyboardPage(): string {
  const groups = keyed().map(([group, commands]) => [`## ${group}`, "", ...table(commands)].join("\n"));
  return `${[HEAD, ...groups, TAIL].join("\n\n")}\n`;
}

const HEAD = `# Keys

Every key of the main window, as the program itself lists them (press \`?\` there; the sheet can be searched). On a Mac,
Ctrl is Cmd. Two keys after one another, such as \`G T\`, are pressed within a second. Single letters rest while you type
in a field. This page is written by a test from the list of commands: change the commands, not the page.`;

const TAIL = `## On one page

| page | key | what it does |
| --- | --- | --- |
| Plan | \`Tab\` | goes to the blocks, then to the tasks without a place |
| Plan | \`Enter\` on a task without a place | gives it the next free time |
| Plan | arrows on a block, \`Shift\` with them | moves it by a quarter of an hour, makes it longer or shorter |
| Plan | \`S\`, \`P\`, \`Enter\`, \`Del\` on a block | splits, pins, edits, removes it |
| Habits | \`J\` \`K\`, arrows | goes to a habit, to a day |
| Habits | \`Space\`, \`S\` | ticks or asks how much, skips |
| Metrics | \`J\` \`K\`, then a number and \`Enter\` | logs a value |
| Logbook | \`←\` \`→\` | the day before, the day after |
| Logbook | \`E\`, \`Shift + E\` | writes, begins another entry |
| Logbook | \`Ctrl + Enter\` | saves and leaves the words |
| Digest | \`←\` \`→\` | the day before, the day after |
| Weekly review | \`N\`, \`B\` | next step, step back |
| Weekly review | \`J\` \`K\`, \`X\`, \`Enter\` | marks, selects, opens a line |
| Weekly review | \`C\`, \`D\`, \`S\`, \`Shift + D\` | completes, plans for a day, someday, drops |
| Weekly review | \`Ctrl + Enter\` in the summary | saves it to the logbook |

## In the palette

| key | what it does |
| --- | --- |
| \`>\` first | commands only |
| \`#\` first | projects |
| \`@\` first | tags |
| \`Enter\` | opens what is chosen, or does it |
| \`Ctrl + Enter\` | completes the chosen task |
| \`Ctrl + D\`, \`Ctrl + Shift + D\` | moves the chosen task to today, to tomorrow |

## While capturing

| key | what it does |
| --- | --- |
| \`Enter\` | saves |
| \`Ctrl + Enter\` | saves and goes on |
| \`Shift + Enter\` | begins another line: one task each, deeper lines are subtasks |
| \`Tab\` | changes between task and note |
| \`Esc\` | hides; what is written stays |

## In a proposed plan

| key | what it does |
| --- | --- |
| \`↑\`, \`↓\` | goes from line to line |
| \`Space\` | takes a line, or leaves it; on the timeline as well |
| \`P\` | pins a line, so that later plans leave it there |
| \`Ctrl + Enter\` | takes over what is chosen |
| \`Esc\` | dismisses the proposal; nothing is written |

## While beginning or closing the day

| key | what it does |
| --- | --- |
| \`↑\`, \`↓\` | goes from task to task |
| \`T\`, \`Shift + T\`, \`S\` | today, tomorrow, someday |
| \`.\` | done |
| \`Ctrl + Enter\` | writes what was decided and goes on |
| \`Esc\` | closes; what was not gone past is not written |`;

function table(commands: readonly Command[]): string[] {
  return [
    "| key | what it does |",
    "| --- | --- |",
    ...commands.map(
      ({ keys, title }) => `| ${(keys ?? []).map((key) => `\`${printed(key)}\``).join(", ")} | ${title} |`,
    ),
  ];
}

/** "mod+shift+z" as it is printed on keys: "Ctrl + Shift + Z". */
function printed(keys: string): string {
  const chord = (one: string) =>
    one
      .split("+")
      .map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key))
      .join(" + ");
  return keys.split(" ").map(chord).join(" ");
}
