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
export type ReadingAction = "search.query" | "models.list" | "models.ollama";
export type Readable = QueryName | ReadingAction;
export type MutationName = Named<"mutation">;
export type Writable = MutationName | Exclude<Named<"action">, ReadingAction>;

export type EventOf<T extends Event["type"]> = Extract<Event, { type: T }>;
export type FailureListener = (failure: Failure, operation: OperationName) => void;
export type ChangeListener = (operation: MutationName) => void;

/** Changes that arrive within this many milliseconds are answered with one refetch. */
export const MERGE_MS = 50;

/** Mutations that leave no step to undo. */
const NOT_UNDOABLE: ReadonlySet<OperationName> = new Set<OperationName>([
  "history.undo",
  "history.redo",
  "history.revert",
  "settings.update",
]);

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
      if (!options.quiet && this.leavesStep(name)) for (const tell of this.changes) tell(name as MutationName);
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

  /** After a mutation that can be undone. */
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

  private leavesStep(name: OperationName): boolean {
    return mutationNames.has(name) && !NOT_UNDOABLE.has(name);
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

/** The mutations, by name: the type knows them, but the undo toast needs them while running. */
const mutationNames: ReadonlySet<string> = new Set(
  Object.keys({
    "history.undo": 1,
    "history.redo": 1,
    "history.revert": 1,
    "areas.create": 1,
    "areas.update": 1,
    "areas.delete": 1,
    "tags.rename": 1,
    "tags.delete": 1,
    "projects.create": 1,
    "projects.update": 1,
    "projects.delete": 1,
    "tasks.create": 1,
    "tasks.edit": 1,
    "tasks.complete": 1,
    "tasks.reopen": 1,
    "tasks.delete": 1,
    "tasks.block": 1,
    "tasks.unblock": 1,
    "tasks.remind": 1,
    "tasks.forget_reminder": 1,
    "capture.save": 1,
    "knowledge.create_note": 1,
    "knowledge.edit": 1,
    "knowledge.delete": 1,
    "chat.rename": 1,
    "chat.pin": 1,
    "chat.delete": 1,
    "settings.update": 1,
  } satisfies Record<MutationName, 1>),
);

function keyOf(key: QueryKey): string {
  return JSON.stringify(key);
}
