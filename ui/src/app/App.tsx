import { RouterProvider } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Client } from "../api/client";
import { ClientProvider } from "../api/react";
import { KitProvider } from "../kit/mantine";
import { ErrorBoundary } from "./ErrorBoundary";
import { createAppRouter } from "./router";
import { useTheme } from "./theme";

export function App({ client, at }: { client: Client; at?: string }) {
  const scheme = useTheme((theme) => theme.scheme);
  const router = useMemo(() => createAppRouter(at), [at]);
  return (
    <KitProvider scheme={scheme}>
      <ErrorBoundary>
        <ClientProvider client={client}>
          <RouterProvider router={router} />
        </ClientProvider>
      </ErrorBoundary>
    </KitProvider>
  );
}
