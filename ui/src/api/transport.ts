// The wire between the screens and the core. The app uses `tauri.ts`; tests and the dev page pass a made-up one.

import type { Backup, Event, Failure, Kind, Reply } from "./bindings";
import { sentence } from "./sentence";

export type StartState = { ok: true } | { ok: false; failure: Failure; data_file: string; backups: Backup[] };

/** What the shell itself can be asked for, and what it answers. */
export type WindowVerbs = {
  start_state: { options: undefined; answer: StartState };
  show_main: { options: { route?: string } | undefined; answer: null };
  show_capture: { options: undefined; answer: null };
  hide_capture: { options: undefined; answer: null };
  /** The words that a link brought for the capture line, once. */
  take_draft: { options: undefined; answer: string | null };
  /** The address of a web page, when that is all that the clipboard holds. */
  clipboard_address: { options: undefined; answer: string | null };
  /** How tall the capture window's content is, in CSS pixels. */
  capture_height: { options: { height: number }; answer: null };
  /** System dialogs. Empty (null) when the person changed their mind. */
  choose_files: { options: undefined; answer: string[] };
  choose_folder: { options: undefined; answer: string[] };
  choose_save: { options: { name: string }; answer: string | null };
  /** Only while the data cannot be opened: one of the backups that `start_state` listed. */
  restore_backup: { options: { backup: string }; answer: null };
  /** Only while the data cannot be opened: asks for a folder; false when the person changed their mind. */
  open_elsewhere: { options: undefined; answer: boolean };
  show_data_folder: { options: undefined; answer: null };
  show_log_folder: { options: undefined; answer: null };
  /** How large the page is drawn, 1 being as designed. */
  zoom: { options: { factor: number }; answer: null };
  /** Ends the app and starts it again, which finishes a restore. */
  restart: { options: undefined; answer: null };
  quit: { options: undefined; answer: null };
};
export type WindowVerb = keyof WindowVerbs;

export interface Transport {
  /** Asks the core for one operation. Rejects with a `Failure`. */
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  /** Every event of the core, until the returned function is called. */
  subscribe(listener: (event: Event) => void): () => void;
  window<V extends WindowVerb>(verb: V, options?: WindowVerbs[V]["options"]): Promise<WindowVerbs[V]["answer"]>;
}

const KINDS: readonly Kind[] = [
  "invalid",
  "not_found",
  "conflict",
  "cancelled",
  "needs_model",
  "model",
  "offline",
  "storage",
  "locked",
  "internal",
];

export function isFailure(error: unknown): error is Failure {
  if (typeof error !== "object" || error === null) return false;
  const { kind, message } = error as Partial<Failure>;
  return typeof message === "string" && KINDS.includes(kind as Kind);
}

/** Whatever was thrown, as the one error shape that the screens know. */
export function toFailure(error: unknown): Failure {
  if (isFailure(error)) return { ...error, message: sentence(error.message) };
  const message = error instanceof Error ? error.message : typeof error === "string" ? error : "Something went wrong.";
  return { kind: "internal", message };
}
