// What the optimiser proposes for the days that are shown, and what is chosen of it. Nothing is written before `accept`.
import { useEffect, useMemo, useState } from "react";
import { useMutation, useOperation } from "../../../api/react";
import type { Span } from "../days";
import { type Choice, changesOf, changing, overlaps, type Row, rowsOf } from "./rows";

type Given = { open: boolean; span: Span; from: string; now: number; onDone: () => void };

export type Proposing = ReturnType<typeof useProposal>;

const NONE: Choice = { left: new Set(), pinned: new Set() };
const NO_ROWS: readonly Row[] = [];

export function useProposal({ open, span, from, now, onDone }: Given) {
  const asked = useOperation("planning.propose", { day: from, week: span === "week" }, { enabled: open, fresh: true });
  const apply = useMutation("planning.apply");
  const [choice, setChoice] = useState<Choice>(NONE);
  const rows = useMemo(() => (open && asked.data ? rowsOf(asked.data) : NO_ROWS), [open, asked.data]);
  // Another question begins with everything chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is the reason, not used
  useEffect(() => setChoice(NONE), [open, span, from]);

  // The timeline shows where the first of them would be.
  const first = rows.find(({ change }) => change === "new" || change === "moved")?.key;
  useEffect(() => {
    if (first) document.querySelector(`[data-entry="${first}"]`)?.scrollIntoView?.({ block: "nearest" });
  }, [first]);

  // What should have begun by now has to be asked for anew.
  const begins = Math.min(...changing(rows).map((row) => row.from));
  const late = open && begins < now && !asked.isFetching;
  const { refetch } = asked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a minute, not once an answer
  useEffect(() => {
    if (late) void refetch();
  }, [now, late]);

  const changes = changing(rows);
  const chosen = changes.filter(({ key }) => !choice.left.has(key));
  const flip = (of: keyof Choice) => (key: string) =>
    setChoice((old) => {
      const next = new Set(old[of]);
      if (!next.delete(key)) next.add(key);
      return { ...old, [of]: next };
    });
  return {
    open,
    data: open ? asked.data : undefined,
    error: open ? asked.error : null,
    rows,
    choice,
    changes,
    chosen,
    clashes: useMemo(() => overlaps(rows, choice.left), [rows, choice.left]),
    /** Takes a row over, or leaves it. */
    toggle: flip("left"),
    /** Where it comes to lie later plans leave it. */
    pin: flip("pinned"),
    all: (take: boolean) =>
      setChoice((old) => ({ ...old, left: take ? new Set() : new Set(changes.map(({ key }) => key)) })),
    accepting: apply.isPending,
    accept: () => {
      if (chosen.length > 0 && !apply.isPending) apply.mutate(changesOf(rows, choice), { onSuccess: onDone });
    },
  };
}
