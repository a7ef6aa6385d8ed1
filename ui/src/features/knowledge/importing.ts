import { useCallback, useRef, useState } from "react";
import type { ImportReport } from "../../api/bindings";
import { useClient, useEvent } from "../../api/react";
import { batches, encode, type Found } from "./dropped";

export type Importing =
  | { phase: "idle" }
  | { phase: "collecting" }
  /** Paths are read by the core in one go, which cannot be stopped half-way. */
  | { phase: "sending"; done: number; total: number; whole?: true }
  | { phase: "done"; report: ImportReport };

const NOTHING: ImportReport = { total: 0, created: 0, merged: 0, skipped: [], items: [] };

/** Sends files in batches and adds up one honest report. */
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
      let report = NOTHING;
      let done = 0;
      setState({ phase: "sending", done, total: found.length });
      for (const batch of batches(found)) {
        if (stopped.current) break;
        try {
          const files = await Promise.all(batch.map(encode));
          report = add(report, await client.write("knowledge.import_files", { files }));
        } catch (error) {
          const reason =
            error instanceof Error ? error.message : (error as { message?: string }).message || "could not be sent";
          report = add(report, {
            ...NOTHING,
            total: batch.length,
            skipped: batch.map(({ name }) => ({ name, reason })),
          });
        }
        done += batch.length;
        setState({ phase: "sending", done, total: found.length });
      }
      setState({ phase: "done", report });
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

function add(a: ImportReport, b: ImportReport): ImportReport {
  return {
    total: a.total + b.total,
    created: a.created + b.created,
    merged: a.merged + b.merged,
    skipped: [...a.skipped, ...b.skipped],
    items: [...a.items, ...b.items],
  };
}
