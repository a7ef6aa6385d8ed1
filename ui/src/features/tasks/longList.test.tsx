// A list of 20,000 tasks: how much of it is drawn, and how often the core is asked while it scrolls.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callsOf, openApp } from "../../test/render";
import { inTurn } from "./inTurn";
import { BLOCK, topsOf } from "./lines";
import { PAGE } from "./pages";
import { groupedRows, pagedRows, sectionRows } from "./rows";

const ROW = 34;
const SCREEN = 800;

// happy-dom lays nothing out.
const layout = { configurable: true, get: () => SCREEN };
beforeAll(() => {
  for (const height of ["offsetHeight", "clientHeight"]) Object.defineProperty(HTMLElement.prototype, height, layout);
});
afterAll(() => {
  for (const height of ["offsetHeight", "clientHeight"]) Reflect.deleteProperty(HTMLElement.prototype, height);
});

async function openLong() {
  const app = openApp("/tasks?filter=is:all", { bigList: true });
  await screen.findAllByTestId("task-row");
  const scroller = app.container.querySelector<HTMLElement>("[data-scroller]");
  if (!scroller) throw new Error("the page does not scroll");
  const to = (top: number) => {
    scroller.scrollTop = top;
    fireEvent.scroll(scroller);
  };
  const drawn = () => screen.queryAllByTestId("task-row");
  const loaded = async (line: number) =>
    waitFor(() => expect(drawn().some((row) => row.getAttribute("aria-rowindex") === String(line + 1))).toBe(true));
  const asked = () => callsOf(app.fake, "tasks.list").length;
  return { ...app, scroller, to, drawn, loaded, asked };
}

describe("a long list", () => {
  it("draws what is seen and little more, with few nodes a row", async () => {
    const { to, drawn, loaded, container } = await openLong();
    to(9_000 * ROW);
    await loaded(9_000);
    const seen = Math.ceil(SCREEN / ROW);
    expect(drawn().length).toBeGreaterThanOrEqual(seen);
    expect(drawn().length).toBeLessThanOrEqual(2 * seen + 3 * BLOCK);
    const nodes = drawn().map((row) => row.querySelectorAll("*").length);
    expect(Math.max(...nodes)).toBeLessThanOrEqual(20);
    expect(nodes.reduce((sum, one) => sum + one, 0) / nodes.length).toBeLessThanOrEqual(14);
    expect(container.querySelectorAll("[role=grid] *").length).toBeLessThanOrEqual(drawn().length * 16);
  });

  it("asks once for each window that it scrolls through", async () => {
    const { to, loaded, asked } = await openLong();
    const before = asked();
    const screens = 40;
    for (let n = 1; n <= screens; n += 1) {
      to(n * SCREEN);
      await loaded(Math.floor((n * SCREEN) / ROW));
    }
    const lines = (screens * SCREEN) / ROW;
    expect(asked() - before).toBeLessThanOrEqual(Math.ceil(lines / PAGE) + 1);
  });

  it("asks nothing for the windows that a dragged scrollbar passes", async () => {
    const { to, loaded, asked, fake } = await openLong();
    let answer = () => {};
    const busy = new Promise<void>((done) => {
      answer = done;
    });
    const list = fake.call;
    fake.call = async (name, input) => {
      const reply = list(name, input);
      if (name === "tasks.list") await busy;
      return reply;
    };
    const before = asked();
    for (let n = 1; n <= 60; n += 1) {
      to(n * 250 * ROW);
      await act(() => Promise.resolve());
    }
    expect(asked() - before).toBe(1);
    answer();
    await loaded(60 * 250);
    expect(asked() - before).toBeLessThanOrEqual(4);
  });

  it("keeps the row that has the keyboard, wherever it scrolls to", async () => {
    const { to, loaded, user } = await openLong();
    await user.keyboard("j");
    const row = document.activeElement;
    expect(row?.getAttribute("aria-rowindex")).toBe("1");
    to(9_000 * ROW);
    await loaded(9_000);
    expect(document.activeElement).toBe(row);
  });
});

describe("the places of lines", () => {
  it("are where the lines before them end", () => {
    const groups = [
      { title: "A", count: 2 },
      { title: "B", count: 0 },
      { title: "C", count: 3 },
    ];
    const grouped = groupedRows(
      pagedRows(5, 200, () => undefined),
      groups,
    );
    const tasks = (count: number) => Array.from({ length: count }, (_, id) => ({ id }) as never);
    const sections = sectionRows([
      { key: "a", title: "A", tasks: tasks(2) },
      { key: "b", tasks: tasks(1) },
      { key: "c", title: "C", tasks: tasks(3) },
    ]);
    for (const rows of [grouped, sections]) {
      const topOf = topsOf(rows, ROW);
      let top = 0;
      for (let index = 0; index < rows.count; index += 1) {
        expect(topOf(index)).toBe(top);
        top += rows.at(index).kind === "heading" ? 44 : ROW;
      }
      expect(topOf(rows.count)).toBe(top);
    }
  });
});

describe("questions in turn", () => {
  it("are asked one at a time, the newest first, and not when they are called off", async () => {
    const turn = inTurn();
    const asked: number[] = [];
    const ends: (() => void)[] = [];
    const ask = (n: number) => () =>
      new Promise<number>((done) => {
        asked.push(n);
        ends.push(() => done(n));
      });
    const off = new AbortController();
    const open = new AbortController().signal;
    const first = turn(open, ask(1));
    const second = turn(open, ask(2));
    const third = turn(off.signal, ask(3));
    const fourth = turn(open, ask(4));
    off.abort();
    await expect(third).rejects.toBeTruthy();
    ends[0]?.();
    expect(await first).toBe(1);
    await waitFor(() => expect(asked).toEqual([1, 4]));
    ends[1]?.();
    expect(await fourth).toBe(4);
    await waitFor(() => expect(asked).toEqual([1, 4, 2]));
    ends[2]?.();
    expect(await second).toBe(2);
  });
});

describe("style sheets", () => {
  it("name no pseudo-element of every element: each element would be styled three times over", () => {
    const top = join(dirname(fileURLToPath(import.meta.url)), "../..");
    const sheets = readdirSync(top, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".css"));
    expect(sheets.length).toBeGreaterThan(20);
    const everywhere = /(?:^|[{},])\s*(?:\*\s*)?::?(?:before|after)\s*[,{]/;
    expect(everywhere.test("*,\n*::before {")).toBe(true);
    // Under a media query only those pay for it who asked for what it says.
    const always = (name: string) =>
      readFileSync(join(top, name), "utf8").replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "");
    expect(sheets.filter((name) => everywhere.test(always(name)))).toEqual([]);
  });
});
