// Two versions of a row, field by field, in words.
import type { Change } from "../../api/bindings";

export type Difference = { field: string; before: string | null; after: string | null };

/** Fields that mean nothing to a reader. */
const SILENT = new Set(["id", "uid", "created_at", "updated_at"]);

export function differences({ before, after }: Change): Difference[] {
  const a = record(before);
  const b = record(after);
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !SILENT.has(field));
  return fields.flatMap((field) => {
    const was = say(a[field], field);
    const is = say(b[field], field);
    return was === is ? [] : [{ field: field.replaceAll("_", " "), before: was, after: is }];
  });
}

export function nameOf(change: Change): string {
  const row = { ...record(change.before), ...record(change.after) };
  const name = row.title ?? row.name;
  return typeof name === "string" ? `“${name}”` : `${change.row_id}`;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function say(value: unknown, field: string): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "number" && (field.endsWith("_at") || field === "at"))
    return new Date(value).toLocaleString("en-GB");
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
