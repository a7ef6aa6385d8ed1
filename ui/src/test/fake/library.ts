import type {
  Block,
  FetchLine,
  Highlight,
  HighlightId,
  Item,
  ItemDetail,
  ItemId,
  Links,
  Page,
} from "../../api/bindings";

const DAY = 86_400_000;

function item(id: number, title: string, more: Partial<Item> = {}): Item {
  return {
    id: id as ItemId,
    external_id: null,
    kind: "markdown",
    title,
    source: `${title}.md`,
    url: null,
    fetched_at: null,
    bytes: 5200,
    tags: [],
    created_at: Date.now() - id * DAY,
    updated_at: Date.now() - (id - 1) * DAY,
    state: "ready",
    state_note: null,
    chunks: 6,
    embedded: 6,
    pages: 0,
    pages_with_text: 0,
    ...more,
  };
}

export function sampleItems(): Item[] {
  return [
    item(1, "Drying oak in a small kiln", { tags: ["wood"], kind: "note", source: null, chunks: 3, embedded: 3 }),
    item(2, "Reed 2021, Timber drying in small kilns", {
      kind: "pdf",
      source: "Papers/reed-2021.pdf",
      bytes: 2_400_000,
      pages: 3,
      pages_with_text: 2,
      chunks: 48,
      embedded: 20,
      state: "partial",
      state_note: "2 of 3 pages have text",
      tags: ["wood", "paper"],
    }),
    item(3, "How to choose an insurance", {
      kind: "html",
      source: "https://consumer.example/insurance",
      url: "https://consumer.example/insurance",
      fetched_at: Date.now() - DAY,
      bytes: 86_000,
    }),
    item(4, "Workshop layout", { source: "Notes/workshop-layout.md" }),
    item(5, "Statistics, lecture 4", {
      kind: "pdf",
      source: "Course/lecture-4.pdf",
      bytes: 910_000,
      pages: 22,
      pages_with_text: 22,
      chunks: 31,
      embedded: 31,
    }),
    item(6, "scan-0042", {
      kind: "pdf",
      source: "Papers/scan-0042.pdf",
      bytes: 4_100_000,
      pages: 8,
      pages_with_text: 0,
      chunks: 0,
      embedded: 0,
      state: "needs_attention",
      state_note: "The file is encrypted. Save a copy without a password and add it again.",
    }),
    item(7, "Kiln schedule", {
      kind: "html",
      source: "kiln-schedule.html",
      state: "processing",
      chunks: 12,
      embedded: 4,
    }),
    item(8, "Shopping ideas", {
      kind: "text",
      source: "ideas.txt",
      bytes: 640,
      state: "waiting",
      chunks: 0,
      embedded: 0,
    }),
  ];
}

const NOTE = `# Drying oak in a small kiln

Oak checks when the surface dries faster than the core can follow. **Start below 45 °C** and keep the air damp for the first days.

## Schedule that worked

1. Four days at 40 °C, 85 % humidity
2. Six days at 45 °C, 70 %
3. Raise by 5 °C a day until the core shows 12 %

> The last two percent take as long as the first ten.

![moisture curve](https://tracker.example/curve.png)

More in [the kiln manual](https://kiln.example/manual), in [[Workshop layout|the layout]] and in [[Moisture meters]].
`;

const PDF = [
  "Timber drying in small kilns",
  "Small kilns dry hardwood in three to five weeks. The limiting step is diffusion from the core to the surface, not the speed of the air.",
  "Methods",
  "Eight loads of oak and ash were dried between March and June. Core moisture was measured every six hours with insulated pins.",
  "Results",
  "Loads that began above 50 °C showed surface checks in 31 % of the boards; loads that began at 40 °C in 4 %.",
  "Final moisture was 8.2 ± 0.6 % in all loads. Energy use fell by a fifth when the fan was reversed every four hours.",
];

/** Where the sample answer cites the PDF. */
export const CITED = (() => {
  const text = PDF.join("\n\n");
  const start = text.indexOf("Loads that began");
  return { start, end: text.indexOf("in 4 %.") + "in 4 %.".length };
})();

const INSURANCE =
  "Insure what you could not pay for yourself, and nothing else. A broken phone is a nuisance; a fire that spreads to the neighbours is not.";

export const NO_DETAIL: Omit<ItemDetail, "item"> = {
  text: "",
  blocks: [],
  pages: [],
  notes: [],
  written: null,
  page: null,
};

export function highlight(id: number, item: number, quote: string, more: Partial<Highlight> = {}): Highlight {
  return {
    id: id as HighlightId,
    item: item as ItemId,
    item_title: "",
    quote,
    note: "",
    colour: "yellow",
    created_at: Date.now(),
    updated_at: Date.now(),
    start: null,
    end: null,
    ...more,
  };
}

export function sampleHighlights(): Highlight[] {
  const at = (text: string, quote: string) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length });
  const pdf = PDF.join("\n\n");
  const checks = "Oak checks when the surface dries faster than the core can follow.";
  const speed = "not the speed of the air";
  return [
    highlight(1, 1, checks, { ...at(NOTE, checks), note: "Why the first days are slow." }),
    highlight(2, 1, "Six days at 45 °C", { ...at(NOTE, "Six days at 45 °C"), colour: "green" }),
    highlight(3, 1, "The kiln was rebuilt in spring.", { colour: "blue" }),
    highlight(4, 2, speed, { ...at(pdf, speed), colour: "red" }),
  ];
}

export function sampleLinks(id: number): Links {
  if (id !== 1) return { outgoing: [], backlinks: [] };
  const layout = { id: 4 as ItemId, title: "Workshop layout", kind: "markdown" as const };
  return {
    outgoing: [
      { title: "Workshop layout", start: 0, end: 0, item: layout },
      { title: "Moisture meters", start: 0, end: 0, item: null },
    ],
    backlinks: [
      {
        item: layout,
        sentence: "The kiln stands by the window, see [[Drying oak in a small kiln]].",
        start: 0,
        end: 9,
      },
    ],
  };
}

export function sampleFetches(): FetchLine[] {
  const line = (id: number, host: string, more: Partial<FetchLine>): FetchLine => ({
    id,
    at: Date.now() - id * 60_000,
    host,
    url: `https://${host}/`,
    bytes: 0,
    took_ms: 240,
    error: null,
    ...more,
  });
  return [
    line(1, "consumer.example", { bytes: 86_000 }),
    line(2, "192.168.1.1", {
      error: "This address points into your own computer or network, so it was not fetched.",
    }),
  ];
}

export function sampleDetails(): Map<number, Omit<ItemDetail, "item">> {
  const text = PDF.join("\n\n");
  const blocks: Block[] = [];
  let from = 0;
  PDF.forEach((part, n) => {
    const heading = n === 0 || n === 2 || n === 4;
    blocks.push({
      kind: heading ? "heading" : "paragraph",
      level: n === 0 ? 1 : heading ? 2 : 0,
      start: from,
      end: from + part.length,
    });
    from += part.length + 2;
  });
  const second = text.indexOf("Results");
  const pages: Page[] = [
    { number: 1, start: 0, end: second, has_text: true },
    { number: 2, start: second, end: text.length, has_text: true },
    { number: 3, start: text.length, end: text.length, has_text: false },
  ];
  const note: Block[] = [{ kind: "paragraph", level: 0, start: 0, end: NOTE.length }];
  return new Map([
    [1, { ...NO_DETAIL, text: NOTE, blocks: note, written: NOTE }],
    [2, { ...NO_DETAIL, text, blocks, pages, notes: ["Page 3 has no text. It may be a scan."] }],
    [
      3,
      {
        ...NO_DETAIL,
        text: INSURANCE,
        blocks: [{ kind: "paragraph", level: 0, start: 0, end: INSURANCE.length }],
        page: {
          url: "https://consumer.example/insurance",
          site: "Consumer Notes",
          author: "Ida Brandt",
          published: "2026-10-02",
          fetched_at: Date.now() - DAY,
          snapshots: 1,
          same_as: null,
        },
      },
    ],
  ]);
}
