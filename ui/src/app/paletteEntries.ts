// What the palette lists for a line of text: recent things, commands, projects, tags, what search found, and the task
// that the line could become.
import { useDebouncedValue } from "@mantine/hooks";
import type { Command } from "../api/command";
import { useOperation } from "../api/react";
import { routeOf } from "../features/search/route";
import { kindNames } from "../features/search/texts";
import { rank } from "./rank";
import { useRecent } from "./recent";
import { allCommands } from "./registry";
import { texts } from "./texts";

export type Entry = {
  key: string;
  title: string;
  /** What it is, on the right. */
  note?: string;
  keys?: string;
  command?: Command;
  route?: string;
  /** Its number, when it is a task: the palette can act on it. */
  task?: number;
  /** The line to keep as a task. */
  capture?: string;
};
export type EntryGroup = { title: string; entries: readonly Entry[] };

/** A search waits this long for the next key. */
const WAIT_MS = 40;

export function usePaletteEntries(query: string, open: boolean): EntryGroup[] {
  const scope = ">#@".includes(query[0] ?? " ") ? (query[0] ?? "") : "";
  const words = query.slice(scope.length).trim();
  const [searched] = useDebouncedValue(scope ? "" : words, WAIT_MS);
  const recent = useRecent((state) => state.list);
  const isIdle = open && words === "" && !scope;

  const found = useOperation(
    "search.query",
    { query: searched, mode: "text", limit: 7 },
    { enabled: open && searched.length > 1, keep: true },
  );
  const parsed = useOperation(
    "capture.parse",
    { text: searched },
    { enabled: open && searched.length > 1, keep: true },
  );
  const projects = useOperation("projects.list", null, { enabled: open && (scope === "#" || scope === "") });
  const tags = useOperation("tags.list", null, { enabled: open && scope === "@" });
  const items = useOperation("knowledge.list", { limit: 3 }, { enabled: isIdle });
  const chats = useOperation("chat.conversations", {}, { enabled: isIdle });

  const commands = rank(
    words,
    allCommands.filter((one) => !one.keyboardOnly && (!open || (one.when?.() ?? true))),
  );
  const contains = (name: string) => name.toLowerCase().includes(words.toLowerCase());

  if (scope === ">") return byGroup(commands);
  if (scope === "#")
    return group(texts.groups.projects, (projects.data ?? []).filter(({ name }) => contains(name)).map(projectEntry));
  if (scope === "@")
    return group(
      texts.groups.tags,
      (tags.data ?? [])
        .filter(({ name }) => contains(name))
        .map(({ id, name, uses }) => ({
          key: `tag${id}`,
          title: `@${name}`,
          note: String(uses),
          route: `/tasks?filter=${encodeURIComponent(`tag:${name}`)}`,
        })),
    );
  if (words === "") {
    const listed = recent.map(({ route, title, kind }) => ({ key: `r${route}`, title, note: kind, route }));
    const rest = [
      ...(items.data?.items ?? []).map(({ id, title }) => ({
        key: `i${id}`,
        title,
        note: kindNames.item,
        route: `/knowledge/${id}`,
      })),
      ...(chats.data ?? []).slice(0, 2).map(({ id, title }) => ({
        key: `c${id}`,
        title,
        note: kindNames.message,
        route: `/chat/${id}`,
      })),
    ].filter(({ route }) => !listed.some((one) => one.route === route));
    const places = commands.filter((command) => command.group === texts.groups.go);
    const others = commands.filter((command) => command.group !== texts.groups.go);
    return [...group(texts.groups.recent, [...listed, ...rest].slice(0, 6)), ...byGroup([...places, ...others])];
  }

  // A chat stands there once, however many of its messages match: their lines would read the same. Projects are
  // found by their names below.
  const results = searched.length > 1 ? (found.data?.results ?? []) : [];
  const hits = results.filter(
    (hit, at) =>
      hit.kind !== "project" &&
      (hit.kind !== "message" ||
        results.findIndex((other) => other.kind === "message" && other.title === hit.title) === at),
  );
  const things: Entry[] = [
    ...(projects.data ?? [])
      .filter(({ name }) => contains(name))
      .slice(0, 3)
      .map(projectEntry),
    ...hits.map((hit) => ({
      key: `${hit.kind}${hit.id}:${hit.passage.start}`,
      title: hit.title,
      note: hit.kind === "task" && hit.passage.heading ? hit.passage.heading : kindNames[hit.kind],
      route: routeOf(hit),
      ...(hit.kind === "task" ? { task: hit.id } : {}),
    })),
  ];
  const line = parsed.data?.[0];
  const add: Entry = {
    key: "add",
    title: texts.palette.add(line?.parsed.title || words),
    note: line?.text === words ? line.meaning.join(" · ") : "",
    capture: words,
  };
  const otherwise: Entry[] = [
    { key: "search", title: texts.palette.searchFor(words), route: `/search?q=${encodeURIComponent(words)}` },
    { key: "ask", title: texts.palette.askAbout(words), route: `/chat?ask=${encodeURIComponent(words)}` },
  ];
  const matching = byGroup(commands.slice(0, 6));
  // Where nothing matches, the line is something new.
  if (things.length + matching.length === 0) return group(texts.groups.act, [add, ...otherwise]);
  return [...matching, ...group(texts.groups.found, [...things, ...otherwise, add])];
}

const projectEntry = (project: { id: number; name: string; open_tasks: number }): Entry => ({
  key: `p${project.id}`,
  title: `#${project.name}`,
  note: texts.palette.openTasks(project.open_tasks),
  route: `/projects/${project.id}`,
});

function group(title: string, entries: readonly Entry[]): EntryGroup[] {
  return entries.length > 0 ? [{ title, entries }] : [];
}

function byGroup(commands: readonly Command[]): EntryGroup[] {
  const groups = new Map<string, Entry[]>();
  for (const command of commands) {
    const entry = {
      key: command.id,
      title: command.title,
      command,
      ...(command.keys?.[0] ? { keys: command.keys[0] } : {}),
    };
    groups.set(command.group, [...(groups.get(command.group) ?? []), entry]);
  }
  return [...groups].map(([title, entries]) => ({ title, entries }));
}
