import type { Hit } from "../../api/bindings";

/** Where a hit is shown: a passage opens at its place, a message where its chat can be found. */
export function routeOf(hit: Hit): string {
  if (hit.kind === "task") return `/tasks?task=${hit.id}`;
  if (hit.kind === "message") return `/chat?find=${encodeURIComponent(hit.title)}`;
  return `/knowledge/${hit.id}?start=${hit.passage.start}&end=${hit.passage.end}`;
}
