import type { HitKind } from "./bindings";

/** Where a thing is shown, whatever it is. */
export function routeOfThing(kind: HitKind, id: number): string {
  switch (kind) {
    case "task":
      return `/tasks?task=${id}`;
    case "item":
      return `/knowledge/${id}`;
    case "message":
      return "/chat";
    case "project":
      return `/projects/${id}`;
    case "entry":
      return `/logbook/entry/${id}`;
    case "habit":
      return `/habits/${id}`;
    case "metric":
      return `/metrics/${id}`;
    case "goal":
      return `/goals/${id}`;
  }
}
