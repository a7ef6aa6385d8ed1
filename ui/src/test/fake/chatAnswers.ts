// Chat and models of the made-up core.
import type { ConversationId, Event, Failure, MessageId, Server } from "../../api/bindings";
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
    "models.stop_pull": () => null,
    "models.remove": () => null,
    "models.probe": ({ id }) => {
      const probe = { json: true, tools: true, context_tokens: 8192, tokens_per_second: 21, note: "It works." };
      const model = world.models.find((one) => one.id === id);
      if (model) model.probe = probe;
      return probe;
    },
    "models.hardware": () => ({
      memory: 8_000_000_000,
      memory_free: 2_100_000_000,
      cores: 4,
      disk_free: 64_000_000_000,
    }),
    "models.uses": () => {
      const far = world.settings.chat_model.startsWith("server:Groq/");
      const refused = far && world.settings.local_only ? "api.groq.com is another computer" : null;
      return [
        {
          what: "chat",
          model: world.settings.chat_model === "extractive" ? null : world.settings.chat_model,
          leaves_to: far ? "api.groq.com" : null,
          sends: ["your question", "the passages that were found for it, with the titles of where they stand"],
          refused,
        },
        { what: "embed", model: world.settings.embed_model, leaves_to: null, sends: [], refused: null },
      ];
    },
    "servers.list": () => world.servers,
    "servers.add": ({ name, address, key }) => {
      if (address === "nonsense") fail("invalid", "nonsense is not an address");
      const id = (world.servers.length + 1) as Server["id"];
      const server: Server = {
        id,
        name,
        address,
        unencrypted: false,
        local: address.includes("127.0.0.1"),
        key: key ? "file" : null,
        models: [],
        refused: null,
      };
      world.servers.push(server);
      return server;
    },
    "servers.set_key": ({ id, key }) => {
      const server = world.servers.find((one) => one.id === id);
      if (!server) return fail("not_found", "The server is gone.");
      server.key = key ? "file" : null;
      return server;
    },
    "servers.test": (id) => {
      const server = world.servers.find((one) => one.id === id);
      if (!server) return fail("not_found", "The server is gone.");
      server.models = ["llama-3.3-70b"];
      return server;
    },
    "servers.remove": (id) => {
      world.servers = world.servers.filter((one) => one.id !== id);
      return null;
    },
  };
}
