// A scope as a list of single conditions, each of which can be taken away.
import type { Project, Scope } from "../../api/bindings";
import { sayDay } from "../../kit/time";
import { texts } from "./texts";

export const KINDS = ["task", "item", "message", "note", "markdown", "text", "html", "pdf"] as const;
export const KIND_NAMES: Record<(typeof KINDS)[number], string> = {
  task: "Tasks",
  item: "Items",
  message: "Chats",
  note: "Notes",
  markdown: "Markdown",
  text: "Text",
  html: "Web pages",
  pdf: "PDF",
};

export type Condition = { key: string; text: string; without: Scope };

/** What is not said narrows nothing, so it is not kept. */
export function tidy(scope: Scope): Scope {
  const said = Object.entries(scope).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value != null));
  return Object.fromEntries(said) as Scope;
}

export function conditions(
  scope: Scope,
  projects: readonly Project[],
  title: (item: number) => string | undefined,
): Condition[] {
  const less = <T>(list: readonly T[] | null | undefined, one: T) => (list ?? []).filter((other) => other !== one);
  const condition = (key: string, text: string, change: Scope): Condition => ({
    key,
    text,
    without: tidy({ ...scope, ...change }),
  });
  return [
    ...(scope.items ?? []).map((id) =>
      condition(`item ${id}`, title(id) ?? texts.oneItem, { items: less(scope.items, id) }),
    ),
    ...(scope.projects ?? []).map((id) =>
      condition(`project ${id}`, projects.find((project) => project.id === id)?.name ?? texts.oneProject, {
        projects: less(scope.projects, id),
      }),
    ),
    ...(scope.tags ?? []).map((tag) => condition(`tag ${tag}`, `@${tag}`, { tags: less(scope.tags, tag) })),
    ...(scope.kinds ?? []).map((kind) =>
      condition(`kind ${kind}`, KIND_NAMES[kind as (typeof KINDS)[number]] ?? kind, { kinds: less(scope.kinds, kind) }),
    ),
    ...(scope.after ? [condition("after", texts.from(sayDay(scope.after)), { after: null })] : []),
    ...(scope.before ? [condition("before", texts.until(sayDay(scope.before)), { before: null })] : []),
  ];
}
