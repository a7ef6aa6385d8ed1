// Chat and models of the made-up core.
import type { ConversationId, Event, Failure, MessageId } from "../../api/bindings";
import type { Answers } from "./answers";
import { message } from "./chats";
import type { World } from "./world";

export function chatAnswers(
  world: World,
  emit: (event: Event) => void,
  fresh: () => number,
  fail: (kind: Failure["kind"], text: string) => never,
): Answers {
  return {
    "chat.conversations": ({ text }) =>
      world.conversations.filter((one) => !text || one.title.toLowerCase().includes(text.toLowerCase())),
    "chat.get": (id) => ({
      conversation: world.conversations.find((one) => one.id === id) ?? fail("not_found", "This chat is gone."),
      messages: world.messages.filter((one) => one.conversation === id),
      generating: null,
    }),
    "chat.rename": ({ id, title }) => {
      Object.assign(world.conversations.find((one) => one.id === id) ?? {}, { title });
      return null;
    },
    "chat.pin": ({ id, pinned }) => {
      Object.assign(world.conversations.find((one) => one.id === id) ?? {}, { pinned });
      return null;
    },
    "chat.set_scope": ({ id, scope }) => {
      Object.assign(world.conversations.find((one) => one.id === id) ?? {}, { scope });
      return null;
    },
    "chat.branch": (at) => {
      const last = world.messages.find((one) => one.id === at) ?? fail("not_found", "This message is gone.");
      const from = world.conversations.find((one) => one.id === last.conversation);
      const id = fresh() as ConversationId;
      if (from) world.conversations.unshift({ ...from, id, title: `${from.title} (branch)`, pinned: false });
      const kept = world.messages.filter((one) => one.conversation === last.conversation && one.id <= at);
      world.messages.push(...kept.map((one) => ({ ...one, id: fresh() as MessageId, conversation: id })));
      return id;
    },
    "chat.rewind": (at) => {
      const first = world.messages.find((one) => one.id === at) ?? fail("not_found", "This message is gone.");
      world.messages = world.messages.filter((one) => one.conversation !== first.conversation || one.id < at);
      return first.conversation;
    },
    "chat.counts": () => null,
    "chat.delete": (id) => {
      world.conversations = world.conversations.filter((one) => one.id !== id);
      return null;
    },
    "chat.ask": async ({ conversation, text }) => {
      const id = conversation ?? (fresh() as ConversationId);
      if (!conversation)
        world.conversations.unshift({
          id,
          title: text,
          pinned: false,
          created_at: Date.now(),
          updated_at: Date.now(),
          messages: 0,
          scope: {},
        });
      world.messages.push(message(fresh(), id, { role: "user", text }));
      emit({ type: "answer", conversation: id, phase: "searching", text: "" });
      emit({ type: "changed", tables: ["conversation", "message"] });
      const whole = world.messages.find((one) => one.id === (2 as MessageId));
      const answer = whole?.text ?? "Nothing is known about that.";
      for (let end = 8; end < answer.length; end += 8) {
        await new Promise((resolve) => setTimeout(resolve, 30));
        emit({ type: "answer", conversation: id, phase: "writing", text: answer.slice(0, end) });
      }
      const made = message(fresh(), id, {
        ...whole,
        id: world.next as MessageId,
        conversation: id,
        text: answer,
      });
      world.messages.push(made);
      emit({ type: "answered", conversation: id, message: made.id });
      return {
        conversation: id,
        message: made.id,
        answer,
        citations: made.citations,
        note: null,
        answered_by: made.answered_by ?? "",
        abstained: false,
        took_ms: 900,
      };
    },
    "chat.stop": () => null,
    "models.list": () => world.models,
    "models.ollama": () => ({ address: world.settings.ollama_address, running: true, version: "0.9.3", note: "" }),
    "models.pull": ({ id }) => {
      emit({ type: "download", model: id, done: 320_000_000, total: 1_280_000_000 });
      return new Promise(() => undefined);
    },
    "models.remove": () => null,
    "models.probe": () => ({ json: true, context_tokens: 8192, tokens_per_second: 21, note: "" }),
  };
}
