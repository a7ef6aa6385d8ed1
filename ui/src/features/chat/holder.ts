import type { ConversationId, MessageId } from "../../api/bindings";
import type { Client } from "../../api/client";

/** How many chats with the right words are opened to look for a message. */
const LOOKED_AT = 12;

/** The chat that holds a message. A search knows only the message and its chat's title. */
export async function holderOf(client: Client, message: MessageId, title: string): Promise<ConversationId | null> {
  const found = await client.call("chat.conversations", { text: title });
  for (const { id } of found.slice(0, LOOKED_AT)) {
    const { messages } = await client.call("chat.get", id);
    if (messages.some((one) => one.id === message)) return id;
  }
  return null;
}
