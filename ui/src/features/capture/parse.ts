import { useCallback } from "react";
import { useClient } from "../../api/react";
import type { Parse } from "./CaptureLine";

/** Parses with the core's one grammar. Nothing is cached: what "tomorrow" means changes. */
export function useParse(): Parse {
  const client = useClient();
  return useCallback(
    ({ text, dismissed }) => client.call("capture.parse", { text, dismissed: [...dismissed] }),
    [client],
  );
}
