import type { Scope } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { conditions } from "./conditions";
import { texts } from "./texts";

/** A scope in one line. */
export function ScopeWords({ scope }: { scope: Scope }) {
  const projects = useOperation("projects.list", null).data ?? [];
  const words = conditions(scope, projects, () => undefined).map((condition) => condition.text);
  return <>{words.length === 0 ? texts.everything : words.join(", ")}</>;
}
