// The client as React hooks.
import {
  keepPreviousData,
  QueryClientProvider,
  useQuery,
  useMutation as useTanstackMutation,
} from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import type { Event, Failure } from "./bindings";
import type { Client, EventOf, Input, Output, Readable, Writable } from "./client";

const ClientContext = createContext<Client | null>(null);

export function ClientProvider({ client, children }: { client: Client; children: ReactNode }) {
  return (
    <ClientContext.Provider value={client}>
      <QueryClientProvider client={client.queries}>{children}</QueryClientProvider>
    </ClientContext.Provider>
  );
}

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error("ClientProvider is missing");
  return client;
}

type ReadOptions = {
  enabled?: boolean;
  /** Show the last answer while the next one is on its way (typing, paging). */
  keep?: boolean;
  /** Ask again each time it is shown: nothing tells when the answer changes. */
  fresh?: boolean;
};

/** A live view of one operation: refetched when a table that it read has changed. */
export function useOperation<N extends Readable>(name: N, input: Input<N>, options: ReadOptions = {}) {
  const client = useClient();
  return useQuery<Output<N>, Failure>({
    queryKey: [name, input],
    queryFn: () => client.read(name, input),
    enabled: options.enabled ?? true,
    ...(options.fresh ? { gcTime: 0 } : {}),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Something to do. Failures become a toast by themselves; `quiet` leaves the undo toast out. */
export function useMutation<N extends Writable>(name: N, options: { quiet?: boolean } = {}) {
  const client = useClient();
  return useTanstackMutation<Output<N>, Failure, Input<N>>({
    mutationFn: (input) => client.write(name, input, options),
  });
}

/** Calls back for each event of one type. The newest callback is always the one called. */
export function useEvent<T extends Event["type"]>(type: T, callback: (event: EventOf<T>) => void): void {
  const client = useClient();
  const latest = useRef(callback);
  useEffect(() => {
    latest.current = callback;
  });
  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.type === type) latest.current(event as EventOf<T>);
      }),
    [client, type],
  );
}
