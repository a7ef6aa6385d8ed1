// The typed client: operations in, live queries out. A query remembers the tables it read; a change to one of
// them refetches it. Nothing here knows what an operation means.
import { QueryClient, type QueryKey } from "@tanstack/react-query";
import type { Event, Failure, Operations, Reply } from "./bindings";
import { type Transport, toFailure } from "./transport";

export type OperationName = keyof Operations;
export type Input<N extends OperationName> = Operations[N]["input"];
export type Output<N extends OperationName> = Operations[N]["output"];
type Named<K extends string> = { [N in OperationName]: Operations[N]["kind"] extends K ? N : never }[OperationName];
export type QueryName = Named<"query">;
/** Actions that only read: they may be shown like queries. */
export type ReadingAction =
  | "search.query"
  | "models.list"
  | "models.ollama"
  | "models.hardware"
  | "models.uses"
  | "data.about"
  | "data.doctor"
  | "data.report"
  | "data.backups"
  | "data.verify"
  | "history.preview"
  | "diagnostics.show";
export type Readable = QueryName | ReadingAction;
export type MutationName = Named<"mutation">;
export type ActionName = Exclude<Named<"action">, ReadingAction>;
export type Writable = MutationName | ActionName;

export type EventOf<T extends Event["type"]> = Extract<Event, { type: T }>;
export type FailureListener = (failure: Failure, operation: OperationName) => void;
export type ChangeListener = (operation: Writable) => void;

/** Changes that arrive within this many milliseconds are answered with one refetch. */
export const MERGE_MS = 50;

export class Client {
  readonly queries: QueryClient;
  private readonly tables = new Map<string, ReadonlySet<string>>();
  private readonly listeners = new Set<(event: Event) => void>();
  private readonly failures = new Set<FailureListener>();
  private readonly changes = new Set<ChangeListener>();
  private pending = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly unsubscribe: () => void;

  constructor(readonly transport: Transport) {
    this.queries = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: Number.POSITIVE_INFINITY,
          retry: false,
          refetchOnWindowFocus: false,
          refetchOnReconnect: false,
          networkMode: "always",
        },
        mutations: { retry: false, networkMode: "always" },
      },
    });
    this.unsubscribe = transport.subscribe((event) => this.receive(event));
  }

  /** One call, no cache. Throws a `Failure`. */
  async call<N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> {
    return (await this.reply(name, input)).data;
  }

  async reply<N extends OperationName>(name: N, input: Input<N>): Promise<Reply<Output<N>>> {
    try {
      return (await this.transport.call(name, input)) as Reply<Output<N>>;
    } catch (error) {
      throw toFailure(error);
    }
  }

  /** The query function behind `useOperation`: remembers what was read. */
  async read<N extends Readable>(name: N, input: Input<N>): Promise<Output<N>> {
    const reply = await this.reply(name, input);
    this.tables.set(keyOf([name, input]), new Set(reply.tables));
    return reply.data;
  }

  /** Writes, tells whoever shows toasts, and hands the result back. `quiet` leaves the undo toast out. */
  async write<N extends Writable>(name: N, input: Input<N>, options: { quiet?: boolean } = {}): Promise<Output<N>> {
    try {
      const output = await this.call(name, input);
      if (!options.quiet && OFFERS_UNDO[name]) for (const tell of this.changes) tell(name);
      return output;
    } catch (error) {
      const failure = toFailure(error);
      if (failure.kind !== "cancelled") for (const tell of this.failures) tell(failure, name);
      throw failure;
    }
  }

  onEvent(listener: (event: Event) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onFailure(listener: FailureListener): () => void {
    this.failures.add(listener);
    return () => this.failures.delete(listener);
  }

  /** After something that left a step which a person may want to take back at once. */
  onUndoable(listener: ChangeListener): () => void {
    this.changes.add(listener);
    return () => this.changes.delete(listener);
  }

  /** Refetches one operation, whatever its input was. */
  refresh(name: Readable): void {
    void this.queries.invalidateQueries({ queryKey: [name] });
  }

  close(): void {
    this.unsubscribe();
    clearTimeout(this.timer);
    this.queries.clear();
  }

  private receive(event: Event): void {
    if (event.type === "changed") {
      for (const table of event.tables) this.pending.add(table);
      this.timer ??= setTimeout(() => this.refetch(), MERGE_MS);
    }
    for (const tell of this.listeners) tell(event);
  }

  private refetch(): void {
    const changed = this.pending;
    this.pending = new Set();
    this.timer = undefined;
    void this.queries.invalidateQueries({
      predicate: ({ queryKey }) => {
        const read = this.tables.get(keyOf(queryKey));
        if (!read) return false;
        for (const table of changed) if (read.has(table)) return true;
        return false;
      },
    });
  }
}

/** Whether the toast with Undo follows. Undo itself, settings and a chat's questions go without. */
const OFFERS_UNDO: Record<Writable, boolean> = {
  "blocks.create": true,
  "blocks.update": true,
  "blocks.place": true,
  "blocks.resize": true,
  "blocks.split": true,
  "blocks.pin": true,
  "blocks.delete": true,
  "windows.set": true,
  "calendars.add": true,
  "calendars.update": true,
  "calendars.refresh": false,
  "calendars.remove": true,
  "ics.import": true,
  "areas.create": true,
  "areas.update": true,
  "areas.delete": true,
  "tags.rename": true,
  "tags.delete": true,
  "tags.merge": true,
  "tags.add_alias": true,
  "tags.remove_alias": true,
  "tagging.accept": true,
  "tagging.decline": true,
  "metrics.create": true,
  "metrics.update": true,
  "metrics.archive": true,
  "metrics.delete": true,
  "metrics.log": true,
  "metrics.edit_log": true,
  "metrics.delete_log": true,
  "metrics.import_csv": true,
  "projects.create": true,
  "projects.update": true,
  "projects.delete": true,
  "projects.report": true,
  "projects.remove_update": true,
  "goals.create": true,
  "goals.update": true,
  "goals.delete": true,
  "goals.place": true,
  "goals.link": true,
  "goals.unlink": true,
  "goals.set_criteria": true,
  "goals.enter": true,
  "goals.remove_entry": true,
  "goals.check_in": true,
  "goals.remove_check_in": true,
  "rewards.create": true,
  "rewards.update": true,
  "rewards.delete": true,
  "rewards.redeem": true,
  "rewards.set_rules": true,
  "urgency.tune": true,
  "urgency.reset": true,
  "samples.life": true,
  "habits.create": true,
  "habits.update": true,
  "habits.archive": true,
  "habits.delete": true,
  "habits.reorder": true,
  "habits.log": true,
  "habits.clear": true,
  "habits.skip": true,
  "habits.pause": true,
  "habits.resume": true,
  "tasks.create": true,
  "tasks.edit": true,
  "tasks.place": true,
  "tasks.bulk": true,
  "filters.create": true,
  "filters.update": true,
  "filters.reorder": true,
  "filters.delete": true,
  "tasks.complete": true,
  "tasks.reopen": true,
  "tasks.skip": true,
  "tasks.delete": true,
  "repeats.set": true,
  "tasks.block": true,
  "tasks.unblock": true,
  "tasks.remind": true,
  "tasks.forget_reminder": true,
  "tasks.snooze": true,
  "focus.start": true,
  "focus.stop": true,
  "focus.discard": true,
  "capture.retitle": true,
  "capture.similar": false,
  "today.defer": true,
  "capture.save": true,
  "knowledge.create_note": true,
  "knowledge.edit": true,
  "knowledge.clip": true,
  "knowledge.refresh": false,
  "knowledge.delete": true,
  "knowledge.keep_files": false,
  "knowledge.import_kept": true,
  "knowledge.import_paths": true,
  "knowledge.import_files": true,
  "knowledge.import_lines": true,
  "highlights.create": true,
  "highlights.edit": true,
  "highlights.delete": true,
  "logbook.create": true,
  "logbook.update": true,
  "logbook.delete": true,
  "logbook.save_book": false,
  "review.act": true,
  "review.save": true,
  "chat.rename": true,
  "chat.pin": true,
  "chat.set_scope": false,
  "chat.branch": true,
  "chat.rewind": true,
  "chat.delete": true,
  "chat.ask": false,
  "chat.stop": false,
  "history.undo": false,
  "history.redo": false,
  "history.revert": false,
  "trash.restore": true,
  "samples.add": true,
  "samples.remove": true,
  "settings.update": false,
  "processing.pause": false,
  "processing.retry": false,
  "processing.hurry": false,
  "models.pull": false,
  "models.remove": false,
  "models.stop_pull": false,
  "models.probe": false,
  "servers.add": false,
  "servers.set_key": false,
  "servers.test": false,
  "servers.remove": true,
  "data.backup": false,
  "data.restore": false,
  "data.repair": false,
  "data.accept_loss": false,
  "planning.apply": true,
  "watched.look": true,
  "data.export": false,
};

function keyOf(key: QueryKey): string {
  return JSON.stringify(key);
}
