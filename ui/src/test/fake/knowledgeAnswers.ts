// The made-up core's shelf.
import type { Failure, ImportReport, Item, ItemId } from "../../api/bindings";
import type { Answers } from "./answers";
import { NO_DETAIL } from "./library";
import type { World } from "./world";

export function knowledgeAnswers(
  world: World,
  step: (label: string, changes: number) => void,
  fresh: () => number,
  fail: (kind: Failure["kind"], text: string) => never,
) {
  const imported = (names: readonly string[]) => {
    const made = report(names);
    if (made.created > 0) step(`Imported ${made.created} items from ${names.length} files`, made.created);
    return made;
  };
  return {
    "knowledge.list": ({ text, state, offset = 0, limit = 100 }) => {
      const found = world.items.filter(
        (one) => (!text || one.title.toLowerCase().includes(text.toLowerCase())) && (!state || one.state === state),
      );
      return { items: found.slice(offset, offset + limit), total: found.length };
    },
    "knowledge.get": (id) => {
      const item = world.items.find((one) => one.id === id) ?? fail("not_found", "There is no such item.");
      return { item, ...(world.details.get(id) ?? NO_DETAIL) };
    },
    "knowledge.create_note": ({ title, text, tags = [] }) => {
      step(`Wrote the note ${title}`, 1);
      const base = world.items[0] ?? fail("internal", "no item to copy");
      const made: Item = {
        ...base,
        id: fresh() as ItemId,
        kind: "note",
        title,
        source: null,
        tags,
        bytes: text.length,
        state: "waiting",
        chunks: 0,
        embedded: 0,
        updated_at: Date.now(),
      };
      world.items.unshift(made);
      world.details.set(made.id, { ...NO_DETAIL, text, written: text });
      return made;
    },
    "knowledge.edit": ({ id, text, rewrite_links: _, ...patch }) => {
      const item = Object.assign(
        world.items.find((one) => one.id === id) ?? fail("not_found", "There is no such item."),
        patch,
      );
      const detail = world.details.get(id);
      if (detail && text !== undefined) detail.text = text;
      return item;
    },
    "knowledge.delete": ({ ids }) => {
      step(`Deleted ${ids.length} items`, ids.length);
      world.items = world.items.filter((one) => !ids.includes(one.id));
      return null;
    },
    "knowledge.keep_files": ({ files }) => ({
      kept: files.map(({ name }) => ({
        external_id: null,
        source: name,
        title: name,
        kind: "text",
        blob: name,
        bytes: 9,
      })),
      skipped: [],
    }),
    "knowledge.import_kept": ({ kept }) => imported(kept.map((file) => file.title)),
    "knowledge.clip": ({ url }) => {
      step(`Kept the page ${url}`, 1);
      const base = world.items[0] ?? fail("internal", "no item to copy");
      const title = url.replace(/^https?:\/\/|\/$/g, "");
      const made: Item = {
        ...base,
        id: fresh() as ItemId,
        kind: "bookmark",
        title,
        source: url,
        url,
        tags: [],
        state: "waiting",
        chunks: 0,
        embedded: 0,
      };
      world.items.unshift(made);
      return made;
    },
    "knowledge.import_paths": () =>
      imported(["reed-2021.pdf", "scan-0042.pdf", "Makefile", "notes/joinery.md", "notes/kiln.md"]),
  } satisfies Partial<Answers>;
}

function report(names: readonly string[]): ImportReport {
  const skipped = names
    .filter((name) => !/\.(md|txt|pdf|html?)$/i.test(name))
    .map((name) => ({ name, reason: "This kind of file is not read yet." }));
  return { total: names.length, created: names.length - skipped.length - 1, merged: 1, skipped, items: [] };
}
