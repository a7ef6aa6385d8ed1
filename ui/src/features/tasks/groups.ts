// What groups, columns and quadrants are called.
import type { TaskGroup, TaskGroupCount } from "../../api/bindings";
import { sayDay, sayShortDay } from "../../kit/time";
import { noneNames, priorityNames, quadrantNames, statusNames, texts } from "./texts";

export function groupTitle(group: TaskGroup, { key, name }: Pick<TaskGroupCount, "key" | "name">): string {
  if (key === "none") return noneNames[group] ?? texts.panel.none;
  if (name) return name;
  switch (group) {
    case "status":
      return statusNames[key as keyof typeof statusNames] ?? key;
    case "priority":
      return priorityNames[Number(key)] ?? key;
    case "quadrant":
      return quadrantNames[key as keyof typeof quadrantNames]?.title ?? key;
    case "day": {
      if (key === "overdue") return texts.overdue;
      const said = sayDay(key);
      return /\d/.test(said) ? sayShortDay(key) : said;
    }
    default:
      return key;
  }
}
