import type { Citation, Conversation, ConversationId, ItemId, Message, MessageId, TaskId } from "../../api/bindings";
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
      searched: {
        degraded: null,
        queries: ["temperature start drying oak", "oak kiln schedule"],
        passages: citations
          .map((one) => ({
            title: one.title,
            item: one.item,
            task: one.task,
            page: one.page,
            start: one.start,
            end: one.end,
            text: one.quote,
            score: 0.9 - one.n / 10,
            cited: true,
          }))
          .concat([
            {
              title: "Workshop layout",
              item: 4 as ItemId,
              task: null,
              page: null,
              start: 0,
              end: 66,
              text: "The kiln stands behind the planer, with a metre of air around it.",
              score: 0.31,
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
        degraded: null,
        queries: ["kiln cost price"],
        passages: [
          {
            title: "Workshop layout",
            item: 4 as ItemId,
            task: null,
            page: null,
            start: 0,
            end: 66,
            text: "The kiln stands behind the planer, with a metre of air around it.",
            score: 0.44,
            cited: false,
          },
        ],
      },
    }),
  ];
}
