// Windows of a long task list: only those on the screen are asked for, the rest stay in the query cache.
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Failure, Task, TaskGroup, TaskGroupCount, TaskPage, TaskSort } from "../../api/bindings";
import { useClient, useOperation } from "../../api/react";
import { groupTitle } from "./groups";
import { inTurn } from "./inTurn";
import { groupedRows, pagedRows } from "./rows";

export const PAGE = 200;
/** So many lines beyond those that are drawn are asked for, so that a wheel does not overtake the answers. */
const AHEAD = 100;

type Asked = { filter: string; sort: TaskSort; group: TaskGroup };

export function useTaskPages({ filter, sort, group }: Asked) {
  const client = useClient();
  const [turn] = useState(inTurn);
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const pages = useMemo(() => {
    const wanted = [0];
    for (let page = range[0]; page <= range[1]; page += 1) if (page > 0) wanted.push(page);
    return wanted;
  }, [range]);

  const results = useQueries({
    queries: pages.map((page) => {
      const input = {
        filter,
        offset: page * PAGE,
        limit: PAGE,
        ...(sort === "smart" ? {} : { sort }),
        ...(group === "none" ? {} : { group }),
      };
      return {
        queryKey: ["tasks.list", input] as const,
        // Taking the signal means that a window which was scrolled past before its turn is never asked for.
        queryFn: ({ signal }: { signal: AbortSignal }): Promise<TaskPage> =>
          turn(signal, () => client.read("tasks.list", input)),
        // The first window stays while the next filter is on its way, so that nothing jumps.
        ...(page === 0 ? { placeholderData: keepPreviousData } : {}),
      };
    }),
  });
  const headings = useOperation("tasks.groups", { filter, group }, { enabled: group !== "none", keep: true });
  const groups = group === "none" ? undefined : headings.data?.groups;

  const total = results.find((result) => result.data)?.data?.total;
  const error = results.find((result) => result.error)?.error as unknown as Failure | null | undefined;
  const loaded = useStable(new Map(pages.map((page, at) => [page, results[at]?.data?.tasks])));
  const rows = useMemo(() => {
    const page = (number: number) => loaded.get(number);
    const flat = pagedRows(total ?? 0, PAGE, page);
    return groups ? groupedRows(flat, titled(groups, group)) : flat;
  }, [loaded, total, groups, group]);

  const lines = useRef(rows);
  lines.current = rows;
  const onRange = useCallback((first: number, last: number) => {
    const task = (line: number) => lines.current.taskNumber?.(line) ?? line;
    const [from, to] = [Math.max(0, task(first) - AHEAD), Math.min(lines.current.count - 1, task(last) + AHEAD)];
    const next = [Math.floor(from / PAGE), Math.floor(to / PAGE)] as const;
    setRange((old) => (old[0] === next[0] && old[1] === next[1] ? old : next));
  }, []);
  return { total, error, rows, onRange };
}

function titled(groups: readonly TaskGroupCount[], group: TaskGroup) {
  return groups.map((one) => ({
    title: groupTitle(group, one),
    count: one.count,
    ...(one.key === "overdue" ? { tone: "rubric" as const } : {}),
  }));
}

/** The same map until one of its pages is another, so that scrolling draws nothing anew. */
function useStable(pages: Map<number, readonly Task[] | undefined>) {
  const kept = useRef(pages);
  const same =
    kept.current.size === pages.size && [...pages].every(([page, tasks]) => kept.current.get(page) === tasks);
  if (!same) kept.current = pages;
  return kept.current;
}
