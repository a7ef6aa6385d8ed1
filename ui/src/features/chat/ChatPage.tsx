import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ConversationId, MessageId, Scope } from "../../api/bindings";
import { useClient, useEvent, useMutation, useOperation } from "../../api/react";
import { Empty, Notice } from "../../kit/Empty";
import { AskBox } from "./AskBox";
import styles from "./Chat.module.css";
import { Conversations } from "./Conversations";
import { tidy } from "./conditions";
import { ended, useLive, wrote } from "./live";
import { Messages } from "./Messages";
import { texts } from "./texts";

export function ChatPage() {
  const { id: param } = useParams({ strict: false });
  const { ask: asked, find, message } = useSearch({ strict: false });
  const id = param === undefined ? null : (Number(param) as ConversationId);
  const navigate = useNavigate();
  const client = useClient();
  const ask = useMutation("chat.ask", { quiet: true });
  const [first, setFirst] = useState<Scope>({});
  const [draft, setDraft] = useState("");
  const [pending, setPending] = useState<string | null>(null);
  const waiting = useRef(false);
  const detail = useOperation("chat.get", (id ?? 0) as ConversationId, { enabled: id !== null });
  // A conversation keeps its scope; before the first question the page does.
  const scope = id === null ? first : (detail.data?.conversation.scope ?? {});
  const keepScope = useMutation("chat.set_scope", { quiet: true });
  const branch = useMutation("chat.branch", { quiet: true });
  const rewind = useMutation("chat.rewind");
  const setScope = (next: Scope) => (id === null ? setFirst(next) : keepScope.mutate({ id, scope: next }));
  const live = useLive((state) => (id === null ? undefined : state.writing.get(id)));
  const generating = live ?? detail.data?.generating ?? null;

  const show = useCallback(
    (conversation: ConversationId) => void navigate({ to: "/chat/$id", params: { id: String(conversation) } }),
    [navigate],
  );
  // A new conversation gets its number from the core: the first word about it opens it.
  useEvent("answer", (part) => {
    wrote(part);
    if (waiting.current && id === null) {
      waiting.current = false;
      show(part.conversation);
    }
  });
  useEvent("answered", ({ conversation, message }) => {
    ended(conversation, message);
    if (conversation === id) setPending(null);
  });

  const send = (text: string) => {
    if (generating || ask.isPending) return;
    setPending(text);
    setDraft("");
    waiting.current = id === null;
    ask.mutate(
      { conversation: id, text, scope: tidy(scope) },
      {
        onSuccess: (answer) => {
          ended(answer.conversation, answer.message);
          if (waiting.current) show(answer.conversation);
        },
        onSettled: () => {
          waiting.current = false;
          setPending(null);
        },
      },
    );
  };
  const sentOnce = useRef<string | null>(null);
  useEffect(() => {
    if (!asked || sentOnce.current === asked) return;
    sentOnce.current = asked;
    void navigate({ to: "/chat", search: {}, replace: true });
    send(asked);
  });

  const messages = detail.data?.messages ?? [];
  // The stored question replaces the pending one as soon as it is there.
  const stored = pending !== null && messages.some((message) => message.role === "user" && message.text === pending);
  const busy = generating !== null || ask.isPending;

  return (
    <div className={styles.page}>
      <Conversations key={find} current={id} find={find ?? ""} />
      <div className={styles.talk} data-start={(id === null && pending === null) || undefined}>
        <h1 className="unseen">{detail.data?.conversation.title ?? texts.title}</h1>
        {detail.error && (
          <div className={styles.measure}>
            <Notice tone="rubric">{detail.error.kind === "not_found" ? texts.gone : detail.error.message}</Notice>
          </div>
        )}
        {id === null && pending === null ? (
          <div className={styles.start}>
            <Empty {...texts.start} />
          </div>
        ) : (
          <Messages
            key={id}
            messages={messages}
            at={message as MessageId | undefined}
            pending={stored ? null : pending}
            generating={generating}
            waiting={ask.isPending}
            onAsk={send}
            onEdit={(message) => rewind.mutate(message.id, { onSuccess: () => setDraft(message.text) })}
            onBranch={(message) => branch.mutate(message, { onSuccess: show })}
          />
        )}
        <AskBox
          key={draft}
          draft={draft}
          busy={busy}
          scope={scope}
          onScope={setScope}
          onAsk={send}
          onStop={() => {
            const conversation = id ?? generating?.conversation;
            if (conversation) void client.write("chat.stop", conversation).catch(() => undefined);
          }}
        />
      </div>
    </div>
  );
}
