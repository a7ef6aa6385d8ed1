import type { Diagnostics } from "../../api/bindings";
import { texts } from "./texts";

/** The page as text: what is shown, line by line, and nothing else. */
export function reportOf({ at, groups }: Diagnostics): string {
  const width = Math.max(...groups.flatMap(({ facts }) => facts.map(({ name }) => name.length)), 0) + 2;
  const blocks = groups.map(({ title, facts }) =>
    [
      title,
      ...facts.map(
        ({ name, value, health }) => `  ${name.padEnd(width)}${value}${health === "attention" ? "  (!)" : ""}`,
      ),
    ].join("\n"),
  );
  return `${[texts.head(new Date(at).toISOString()), ...blocks].join("\n\n")}\n`;
}
