// Answers that are being written now. The core writes them; this only shows the newest text of each conversation.
import { create } from "zustand";
import type { ConversationId, Generating, MessageId } from "../../api/bindings";

type Live = {
  writing: ReadonlyMap<ConversationId, Generating>;
  /** The question of a conversation whose first answer has not been stored yet. */
  asked: string | null;
  finished: { conversation: ConversationId; message: MessageId | null } | null;
};

export const useLive = create<Live>(() => ({ writing: new Map(), asked: null, finished: null }));

export function wrote(part: Generating): void {
  useLive.setState(({ writing }) => ({ writing: new Map(writing).set(part.conversation, part) }));
}

export function ended(conversation: ConversationId, message: MessageId | null): void {
  useLive.setState(({ writing }) => {
    const rest = new Map(writing);
    rest.delete(conversation);
    return { writing: rest, finished: { conversation, message } };
  });
}
