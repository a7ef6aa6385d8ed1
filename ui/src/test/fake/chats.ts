import type {
  Citation,
  Conversation,
  ConversationId,
  ItemId,
  Message,
  MessageId,
  Searched,
  TaskId,
} from "../../api/bindings";
import { CITED } from "./library";

const HOUR = 3_600_000;

export function sampleConversations(): Conversation[] {
  const one = (id: number, title: string, hours: number, pinned = false): Conversation => ({
    id: id as ConversationId,
    title,
    pinned,
    created_at: Date.now() - hours * HOUR,
    updated_at: Date.now() - hours * HOUR,
    messages: 2,
    scope: id === 2 ? { tags: ["client"], after: "2026-10-01" } : {},
  });
  return [
    one(1, "At what temperature should I start drying oak?", 1, true),
    one(2, "What did I promise Hartmann?", 20),
    one(3, "How many tasks did I finish last week?", 50),
  ];
}

const citations: Citation[] = [
  {
    n: 1,
    thing: null,
    item: 2 as ItemId,
    task: null,
    external_id: null,
    title: "Reed 2021, Timber drying in small kilns",
    quote:
      "Loads that began above 50 °C showed surface checks in 31 % of the boards; loads that began at 40 °C in 4 %.",
    page: 2,
    start: CITED.start,
    end: CITED.end,
    support: "verbatim",
  },
  {
    n: 2,
    thing: null,
    item: 1 as ItemId,
    task: null,
    external_id: null,
    title: "Drying oak in a small kiln",
    quote: "Start below 45 °C and keep the air damp for the first days.",
    page: null,
    start: 117,
    end: 186,
    support: "supported",
  },
  {
    n: 3,
    thing: null,
    item: null,
    task: 20 as TaskId,
    external_id: null,
    title: "Sand the table top",
    quote: "Waiting until the boards are dry.",
    page: null,
    start: 0,
    end: 18,
    support: "weak",
  },
];

export function message(id: number, conversation: number, more: Partial<Message>): Message {
  return {
    id: id as MessageId,
    conversation: conversation as ConversationId,
    role: "assistant",
    text: "",
    citations: [],
    searched: null,
    note: null,
    checks: [],
    answered_by: null,
    abstained: false,
    state: "complete",
    error: null,
    took_ms: null,
    created_at: Date.now() - HOUR,
    ...more,
  };
}

export function sampleMessages(): Message[] {
  return [
    message(1, 1, { role: "user", text: "At what temperature should I start drying oak?" }),
    message(2, 1, {
      text: "Start at about **40 °C**. Loads that began there checked in 4 % of the boards, against 31 % above 50 °C [1]. Your own note agrees: stay below 45 °C and keep the air damp for the first days [2].\n\nThe table top is still waiting for dry boards [3].",
      citations,
      answered_by: "gemma3:4b",
      took_ms: 3420,
      checks: [
        {
          start: 195,
          end: 240,
          citation: 3,
          support: "weak",
          reason: "Not in the source: table, top.",
        },
      ],
      searched: {
        ...looked(0.87),
        queries: ["At what temperature should I start drying oak?"],
        passages: citations
          .map((one) => ({
            title: one.title,
            thing: null,
            item: one.item,
            task: one.task,
            page: one.page,
            start: one.start,
            end: one.end,
            text: one.quote,
            score: 0.9 - one.n / 10,
            by_words: one.n as number | null,
            by_meaning: (4 - one.n) as number | null,
            likeness: (0.8 - one.n / 10) as number | null,
            cited: true,
          }))
          .concat([
            {
              title: "Workshop layout",
              thing: null,
              item: 4 as ItemId,
              task: null,
              page: null,
              start: 0,
              end: 66,
              text: "The kiln stands behind the planer, with a metre of air around it.",
              score: 0.31,
              by_words: 7,
              by_meaning: null,
              likeness: 0.21,
              cited: false,
            },
          ]),
      },
    }),
    message(3, 1, { role: "user", text: "And what did the kiln cost?" }),
    message(4, 1, {
      text: "Not in your data: nothing you keep here answers this.",
      abstained: true,
      answered_by: "extractive",
      took_ms: 41,
      searched: {
        ...looked(0.12),
        queries: ["And what did the kiln cost?"],
        passages: [
          {
            title: "Workshop layout",
            thing: null,
            item: 4 as ItemId,
            task: null,
            page: null,
            start: 0,
            end: 66,
            text: "The kiln stands behind the planer, with a metre of air around it.",
            score: 0.44,
            by_words: 1,
            by_meaning: 1,
            likeness: 0.35,
            cited: false,
          },
        ],
      },
    }),
    message(5, 3, { role: "user", text: "How many tasks did I finish last week?" }),
    message(6, 3, {
      text: "**3** tasks, finished from 9 to 15 November 2026.\n\n- Order ash boards [1]\n- Sharpen the plane [2]\n- Call Hartmann [3]",
      citations: ["Order ash boards", "Sharpen the plane", "Call Hartmann"].map((title, at) => ({
        n: at + 1,
        thing: null,
        item: null,
        task: (20 + at) as TaskId,
        external_id: null,
        title,
        quote: "",
        page: null,
        start: 0,
        end: 0,
        support: "verbatim",
      })),
      answered_by: "computed",
      took_ms: 3,
      searched: {
        ...looked(0),
        judgement: null,
        filter: "is:done done:2026-11-09..2026-11-15",
        queries: ["How many tasks did I finish last week?"],
        passages: [],
      },
    }),
  ];
}

function looked(score: number): Omit<Searched, "queries" | "passages"> {
  return {
    filter: null,
    scope: {},
    judgement: {
      score,
      threshold: 0.5,
      answered: score >= 0.5,
      signs: [
        { name: "likeness", value: score * 0.8, weight: 9.58 },
        { name: "coverage", value: score, weight: 4.81 },
        { name: "agreement", value: score * 2, weight: -0.06 },
      ],
    },
    embedder: "all-minilm-l6-v2",
    search_ms: 38,
    degraded: null,
  };
}
