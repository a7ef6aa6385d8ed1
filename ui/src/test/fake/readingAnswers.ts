// What the made-up core answers about reading: highlights, links, suggested tags, fetched pages.
import type { TagId } from "../../api/bindings";
import type { Answers } from "./answers";
import { highlight, sampleFetches, sampleLinks } from "./library";
import type { World } from "./world";

type Fail = (kind: "not_found", message: string) => never;

export function readingAnswers(world: World, fresh: () => number, fail: Fail) {
  return {
    "knowledge.refresh": () => null,
    "knowledge.links": (id) => sampleLinks(id),
    "knowledge.titles": ({ text = "" }) =>
      world.items
        .filter((one) => one.title.toLowerCase().includes(text.toLowerCase()))
        .slice(0, 8)
        .map(({ id, title, kind }) => ({ id, title, kind })),
    "highlights.list": ({ item }) => world.highlights.filter((one) => item === undefined || one.item === item),
    "highlights.create": ({ item, start, end, note, colour }) => {
      const made = highlight(fresh(), item, (world.details.get(item)?.text ?? "").slice(start, end), {
        start,
        end,
        note: note ?? "",
        colour: colour ?? "yellow",
      });
      world.highlights.push(made);
      return made;
    },
    "highlights.edit": ({ id, note, colour }) => {
      const one = world.highlights.find((each) => each.id === id) ?? fail("not_found", "There is no such highlight.");
      if (note != null) one.note = note;
      if (colour != null) one.colour = colour;
      return one;
    },
    "highlights.delete": (id) => {
      world.highlights = world.highlights.filter((one) => one.id !== id);
      return null;
    },
    "tagging.suggest": (id) =>
      id === 1
        ? [{ tag: 4 as TagId, name: "workshop", score: 0.7, similar: ["Workshop layout"], mentioned: false }]
        : [],
    "fetch.log": () => sampleFetches(),
  } satisfies Answers;
}
