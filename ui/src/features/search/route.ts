import type { Hit } from "../../api/bindings";
import { routeOfThing } from "../../api/things";

/** Where a hit is shown: a passage opens at its place, a message in the chat that holds it. */
export function routeOf(hit: Hit): string {
  if (hit.kind === "item") return `/knowledge/${hit.id}?start=${hit.passage.start}&end=${hit.passage.end}`;
  if (hit.kind === "message")
    return hit.conversation === null ? "/chat" : `/chat/${hit.conversation}?message=${hit.id}`;
  return routeOfThing(hit.kind, hit.id);
}
