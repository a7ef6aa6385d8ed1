// What the made-up core answers about its own care: the trash, the sample data, its diagnostics.
import type { Failure, Trashed } from "../../api/bindings";
import type { Answers } from "./answers";
import { task, type World } from "./world";

const DELETED: readonly [Trashed["kind"], string, number, Trashed["actor"]][] = [
  ["task", "Cancel the old newspaper", 0.4, "user"],
  ["item", "Kiln log, autumn.md", 3, "user"],
  ["task", "Sand the second shelf", 26, "agent"],
  ["project", "Bicycle shed", 50, "user"],
  ["tag", "someday", 52, "cli"],
];

export function careAnswers(
  world: World,
  step: (label: string, changes: number) => void,
  fail: (kind: Failure["kind"], text: string) => never,
): Partial<Answers> {
  let trash: Trashed[] =
    world.tasks.length === 0
      ? []
      : DELETED.map(([kind, title, hours, actor], at) => ({
          kind,
          id: 900 + at,
          title,
          deleted_at: Date.now() - hours * 3_600_000,
          actor,
          label: `Deleted ${title}`,
          step: (800 + at) as Trashed["step"],
          place: 500 - at,
        }));
  let samples = 0;
  const state = () => ({ tasks: samples, items: samples, empty: world.tasks.length + world.items.length === 0 });
  return {
    "trash.list": ({ kind, text }) =>
      trash.filter(
        (one) => (!kind || one.kind === kind) && (!text || one.title.toLowerCase().includes(text.toLowerCase())),
      ),
    "trash.restore": ({ entries }) => {
      const wanted = trash.filter((one) => entries.some(({ kind, id }) => kind === one.kind && id === one.id));
      const back = wanted.filter((one) => one.kind !== "tag");
      if (back.length === 0)
        fail(
          "conflict",
          "Nothing could be restored: a tag cannot be brought back: something else has taken its place.",
        );
      step(back.length === 1 ? `Restored ${back[0]?.title}` : `Restored ${back.length} things`, back.length);
      trash = trash.filter((one) => !back.includes(one));
      const refused = wanted
        .filter((one) => one.kind === "tag")
        .map(({ kind, id }) => ({
          kind,
          id,
          reason: "a tag cannot be brought back: something else has taken its place",
        }));
      return { restored: back.length, refused };
    },
    "samples.state": state,
    "samples.add": () => {
      step("Added the sample data", 3);
      world.tasks.push(task("Ask Mei about the ladder", { tags: ["sample"] }));
      samples = 1;
      return state();
    },
    "samples.remove": () => {
      step("Removed the sample data", 3);
      world.tasks = world.tasks.filter((one) => !one.tags.includes("sample"));
      samples = 0;
      return state();
    },
    "diagnostics.show": () => ({
      at: Date.now(),
      groups: [
        group("Program", ["Almanac", "0.1.0"], ["SQLite", "3.53.2"], ["System", "Linux (Debian 13), x86_64"]),
        group(
          "Data file",
          ["File", "~/.local/share/almanac/almanac.db"],
          ["Size", "48.3 MB"],
          ["Not yet merged (WAL)", "1.2 MB"],
          ["Last backup", "3 h ago, 6 in all", "good"],
          ["Last check", "12 days ago, failed: word index", "attention"],
        ),
        group("Queue", ["State", "working"], ["Waiting", "36"], ["Needs attention", "2", "attention"]),
        group(
          "Desktop",
          ["Shortcut", "Wayland lets no program take a global shortcut", "attention"],
          ["Tray", "shown", "good"],
        ),
      ],
    }),
  };
}

type Line = readonly [name: string, value: string, health?: "good" | "attention"];
function group(title: string, ...lines: Line[]) {
  return { title, facts: lines.map(([name, value, health = "plain" as const]) => ({ name, value, health })) };
}
