import { useCallback, useRef, useState } from "react";
import type { ImportReport, KeptFiles } from "../../api/bindings";
import { useClient, useEvent } from "../../api/react";
import { batches, encode, type Found } from "./dropped";

export type Importing =
  | { phase: "idle" }
  | { phase: "collecting" }
  /** Paths are read by the core in one go, which cannot be stopped half-way. */
  | { phase: "sending"; done: number; total: number; whole?: true }
  | { phase: "done"; report: ImportReport };

/** Sends files in batches; the last word makes items of all that arrived, in one step. */
export function useImport() {
  const client = useClient();
  const [state, setState] = useState<Importing>({ phase: "idle" });
  const stopped = useRef(false);
  const reading = useRef(false);
  useEvent("progress", ({ job, done, total }) => {
    if (reading.current && job === "import") setState({ phase: "sending", done, total, whole: true });
  });

  const send = useCallback(
    async (collect: Promise<Found[]> | Found[]) => {
      stopped.current = false;
      setState({ phase: "collecting" });
      const found = await collect;
      if (found.length === 0) return setState({ phase: "idle" });
      const all: KeptFiles = { kept: [], skipped: [] };
      let done = 0;
      setState({ phase: "sending", done, total: found.length });
      for (const batch of batches(found)) {
        if (stopped.current) break;
        try {
          const files = await Promise.all(batch.map(encode));
          const part = await client.write("knowledge.keep_files", { files }, { quiet: true });
          all.kept.push(...part.kept);
          all.skipped.push(...part.skipped);
        } catch (error) {
          const reason =
            error instanceof Error ? error.message : (error as { message?: string }).message || "could not be sent";
          all.skipped.push(...batch.map(({ name }) => ({ name, reason })));
        }
        done += batch.length;
        setState({ phase: "sending", done, total: found.length });
      }
      try {
        setState({ phase: "done", report: await client.write("knowledge.import_kept", all) });
      } catch {
        setState({ phase: "idle" }); // the toast has said why
      }
    },
    [client],
  );

  const sendPaths = useCallback(
    async (paths: string[]) => {
      if (paths.length === 0) return;
      setState({ phase: "collecting" });
      reading.current = true;
      try {
        const report = await client.write("knowledge.import_paths", { paths });
        reading.current = false;
        setState({ phase: "done", report });
      } catch {
        reading.current = false;
        setState({ phase: "idle" }); // the toast has said why
      }
    },
    [client],
  );

  return {
    state,
    send,
    sendPaths,
    stop: () => {
      stopped.current = true;
    },
    close: () => setState({ phase: "idle" }),
  };
}
