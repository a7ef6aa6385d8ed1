import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Generating, Message, MessageId } from "../../api/bindings";
import { Button } from "../../kit/Button";
import { Chip } from "../../kit/Chip";
import { Notice } from "../../kit/Empty";
import { Prose } from "../../kit/Prose";
import styles from "./Chat.module.css";
import { CitationChip, Sources } from "./Citations";
import { SearchedDrawer } from "./SearchedDrawer";
import { phaseNames, texts } from "./texts";

type Props = {
  messages: readonly Message[];
  /** The message to open at; otherwise the end. */
  at: MessageId | undefined;
  pending: string | null;
  generating: Generating | null;
  waiting: boolean;
  onAsk: (text: string) => void;
};

export function Messages({ messages, at, pending, generating, waiting, onAsk }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const stuck = useRef(at === undefined);
  const there = at !== undefined && messages.some((message) => message.id === at);
  useLayoutEffect(() => {
    if (!there) return;
    stuck.current = false;
    scroller.current?.querySelector(`[data-message="${at}"]`)?.scrollIntoView?.({ block: "start" });
  }, [there, at]);
  // Whoever asks wants to see the answer.
  useLayoutEffect(() => {
    if (pending !== null) stuck.current = true;
  }, [pending]);
  // Follows the text while the reader is at the bottom, and leaves them alone when they scrolled up.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && stuck.current) element.scrollTop = element.scrollHeight;
  });
  const streaming = generating !== null || waiting;
  return (
    <div
      ref={scroller}
      className={styles.scroll}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        stuck.current = scrollHeight - scrollTop - clientHeight < 60;
      }}
    >
      <div className={styles.measure}>
        {messages.map((message, index) =>
          message.role === "user" ? (
            <Question key={message.id} text={message.text} id={message.id} found={message.id === at} />
          ) : (
            <Answer
              key={message.id}
              message={message}
              found={message.id === at}
              onAgain={() => onAsk(questionBefore(messages, index))}
            />
          ),
        )}
        {pending !== null && <Question text={pending} />}
        {streaming && <Streaming generating={generating} />}
      </div>
    </div>
  );
}

function questionBefore(messages: readonly Message[], at: number): string {
  for (let before = at - 1; before >= 0; before -= 1) {
    const message = messages[before];
    if (message?.role === "user") return message.text;
  }
  return "";
}

function Question({ text, id, found = false }: { text: string; id?: MessageId; found?: boolean }) {
  return (
    <article
      className={styles.question}
      aria-label={texts.you}
      data-testid="chat-question"
      data-message={id}
      data-found={found || undefined}
    >
      {text}
    </article>
  );
}

function Streaming({ generating }: { generating: Generating | null }) {
  const text = generating?.text ?? "";
  const spoken = useSentences(text);
  return (
    <article className={styles.answer} aria-label={texts.answer} aria-busy="true" data-testid="chat-streaming">
      {text && <Prose text={text} citation={plainMarker} />}
      <p className={styles.phase}>
        <span className={styles.caret} aria-hidden="true" />
        {phaseNames[generating?.phase ?? "searching"]}
      </p>
      <span className="unseen" aria-live="polite">
        {spoken}
      </span>
    </article>
  );
}

const plainMarker = (n: number) => <sup className={styles.marker}>{n}</sup>;

/** Screen readers hear whole sentences, not tokens. */
function useSentences(text: string): string {
  const [spoken, setSpoken] = useState("");
  const end = Math.max(text.lastIndexOf(". "), text.lastIndexOf(".\n"), text.lastIndexOf("? "));
  useEffect(() => {
    if (end > 0) setSpoken(text.slice(0, end + 1));
  }, [end, text]);
  return spoken.slice(-400);
}

function Answer({ message, found, onAgain }: { message: Message; found: boolean; onAgain: () => void }) {
  const { text, citations, abstained, answered_by, took_ms, state, error, searched } = message;
  const cite = (n: number) => <CitationChip n={n} citation={citations.find((one) => one.n === n)} />;
  return (
    <article
      className={styles.answer}
      aria-label={texts.answer}
      data-testid="chat-answer"
      data-message={message.id}
      data-found={found || undefined}
      data-abstained={abstained || undefined}
    >
      {abstained && (
        <p className={styles.abstained}>
          <Chip tone="ochre">{texts.notInData}</Chip>
        </p>
      )}
      {text && <Prose text={abstained ? texts.withoutVerdict(text) : text} citation={cite} />}
      {state !== "complete" && (
        <Notice
          tone={state === "failed" ? "rubric" : "ochre"}
          action={<Button onClick={onAgain}>{texts.again}</Button>}
        >
          {error ?? texts.states[state]}
        </Notice>
      )}
      <Sources citations={citations} />
      <div className={styles.answerFoot}>
        {answered_by && <span data-testid="answered-by">{texts.answeredBy(answered_by, took_ms, abstained)}</span>}
        {searched && <SearchedDrawer searched={searched} />}
      </div>
    </article>
  );
}
