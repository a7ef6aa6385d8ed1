import type { Hit } from "../../api/bindings";

/** Where a hit is shown: a passage opens at its place, a message in the chat that holds it. */
export function routeOf(hit: Hit): string {
  if (hit.kind === "task") return `/tasks?task=${hit.id}`;
  if (hit.kind === "message")
    return hit.conversation === null ? "/chat" : `/chat/${hit.conversation}?message=${hit.id}`;
  return `/knowledge/${hit.id}?start=${hit.passage.start}&end=${hit.passage.end}`;
}
