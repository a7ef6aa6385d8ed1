// What the made-up core answers about the data file: its backups and its health.
import type { Backup, Diagnosis } from "../../api/bindings";
import type { Answers } from "./answers";

const diagnosis: Diagnosis = {
  ok: true,
  checks: [
    { name: "data file", ok: true, detail: "whole", repair: null },
    { name: "rows", ok: true, detail: "each is as its last change left it", repair: null },
    { name: "word index", ok: true, detail: "agrees with every passage", repair: null },
    { name: "vectors", ok: true, detail: "1,310 of 1,842 passages, the rest is in the queue", repair: null },
  ],
};

const backup = (name: string, reason: Backup["reason"], at: string): Backup => ({
  path: `/home/mara/.local/share/almanac/backups/${name}.db`,
  bytes: 48_300_000,
  made_at: Date.parse(at),
  reason,
  rows: 8_412,
  problem: null,
});

/** What a profile of some weeks has. */
export const backups: readonly [Backup, ...Backup[]] = [
  backup("daily-2026-11-20T17-00-00", "daily", "2026-11-20T18:00:00+01:00"),
  backup("manual-2026-11-19T08-30-00", "manual", "2026-11-19T09:30:00+01:00"),
  backup("before-update-2026-11-02T07-12-00", "before_update", "2026-11-02T08:12:00+01:00"),
];

export function dataAnswers() {
  return {
    "data.about": () => ({
      version: "0.1.0",
      data_file: "/home/mara/.local/share/almanac/almanac.sqlite",
      bytes: 48_300_000,
      models_folder: "/home/mara/.cache/almanac/models",
      capture_command: "/usr/bin/almanac capture",
      shortcut_error: "Wayland lets no program take a global shortcut.",
    }),
    "data.doctor": () => diagnosis,
    "data.report": () => ({ at: Date.parse("2026-11-20T18:00:00+01:00"), diagnosis }),
    "data.repair": () => null,
    "data.accept_loss": () => null,
    "data.backup": ({ path }) => ({ ...backups[0], path: path ?? backups[0].path }),
    "data.backups": () => [...backups],
    "data.verify": ({ path }) => ({ path, by_manifest: true, version: 1, rows: 8_412, content: "9f2c" }),
    "data.restore": () => ({ kept: "/home/mara/.local/share/almanac/almanac.replaced-1.db" }),
  } satisfies Partial<Answers>;
}
