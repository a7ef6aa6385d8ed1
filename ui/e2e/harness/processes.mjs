// What the processes that this one started have cost, as Linux counts it.
import { readdirSync, readFileSync } from "node:fs";

/** A tick of /proc/PID/stat, in milliseconds. */
const TICK = 10;

/** The processor time of the pages and of the program itself since they began, in milliseconds. */
export function processorTime() {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(read);
  const ours = new Set([process.pid]);
  // A parent is older than its children, and a process that ends between two looks is only left out.
  for (const { pid, parent } of all.sort((a, b) => a.started - b.started)) if (ours.has(parent)) ours.add(pid);
  const spent = (name) =>
    all.filter((one) => ours.has(one.pid) && one.name.startsWith(name)).reduce((sum, { ms }) => sum + ms, 0);
  return { page: spent("WebKitWebProces"), core: spent("almanac-app") };
}

function read(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    const field = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [parent, user, system, started] = [1, 11, 12, 19].map((at) => Number(field[at]));
    return [{ pid: Number(pid), name, parent, started, ms: (user + system) * TICK }];
  } catch {
    return [];
  }
}
