// Windows of a long task list: only those on the screen are asked for, the rest stay in the query cache.
import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Failure, TaskPage } from "../../api/bindings";
import { useClient } from "../../api/react";
import { pagedRows } from "./rows";

export const PAGE = 200;

export function useTaskPages(filter: string) {
  const client = useClient();
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const pages = useMemo(() => {
    const wanted = [0];
    for (let page = range[0]; page <= range[1]; page += 1) if (page > 0) wanted.push(page);
    return wanted;
  }, [range]);

  const results = useQueries({
    queries: pages.map((page) => {
      const input = { filter, offset: page * PAGE, limit: PAGE };
      return {
        queryKey: ["tasks.list", input] as const,
        queryFn: (): Promise<TaskPage> => client.read("tasks.list", input),
      };
    }),
  });

  const total = results.find((result) => result.data)?.data?.total;
  const loaded = new Map(pages.map((page, at) => [page, results[at]?.data?.tasks]));
  const error = results.find((result) => result.error)?.error as unknown as Failure | null | undefined;
  const onRange = useCallback((first: number, last: number) => {
    const next = [Math.floor(first / PAGE), Math.floor(last / PAGE)] as const;
    setRange((old) => (old[0] === next[0] && old[1] === next[1] ? old : next));
  }, []);
  return { total, error, rows: pagedRows(total ?? 0, PAGE, (page) => loaded.get(page)), onRange };
}
