import { IconDots, IconGitBranch, IconPencil } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Generating, Message, MessageId, SentenceCheck } from "../../api/bindings";
import { sentence } from "../../api/sentence";
import { Button, IconButton } from "../../kit/Button";
import { Chip } from "../../kit/Chip";
import { Notice } from "../../kit/Empty";
import { Menu } from "../../kit/Menu";
import { Prose } from "../../kit/Prose";
import type { Remark } from "../../kit/sourceMarks";
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
  /** Takes a question back with what followed it, to ask it otherwise. */
  onEdit: (message: Message) => void;
  /** Goes on from a message in a conversation of its own. */
  onBranch: (message: MessageId) => void;
};

export function Messages({ messages, at, pending, generating, waiting, onAsk, onEdit, onBranch }: Props) {
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
            <Question
              key={message.id}
              text={message.text}
              id={message.id}
              found={message.id === at}
              onEdit={streaming ? undefined : () => onEdit(message)}
            />
          ) : (
            <Answer
              key={message.id}
              message={message}
              found={message.id === at}
              onAgain={() => onAsk(questionBefore(messages, index))}
              onBranch={() => onBranch(message.id)}
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

type QuestionProps = { text: string; id?: MessageId; found?: boolean; onEdit?: (() => void) | undefined };

function Question({ text, id, found = false, onEdit }: QuestionProps) {
  return (
    <div className={styles.asked}>
      {onEdit && (
        <IconButton label={texts.edit} className={styles.edit ?? ""} onClick={onEdit} data-testid="edit-question">
          <IconPencil size={15} stroke={1.7} />
        </IconButton>
      )}
      <article
        className={styles.question}
        aria-label={texts.you}
        data-testid="chat-question"
        data-message={id}
        data-found={found || undefined}
      >
        {text}
      </article>
    </div>
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

/** The sentences that the reader should look at twice. */
function doubts(checks: readonly SentenceCheck[]): Remark[] {
  return checks.flatMap(({ start, end, support, reason }) =>
    support === "weak" || support === "unsupported" ? [{ start, end, tone: support, title: reason }] : [],
  );
}

type AnswerProps = { message: Message; found: boolean; onAgain: () => void; onBranch: () => void };

function Answer({ message, found, onAgain, onBranch }: AnswerProps) {
  const { text, citations, checks, abstained, answered_by, took_ms, state, error, note, searched } = message;
  const cite = (n: number) => <CitationChip n={n} citation={citations.find((one) => one.n === n)} />;
  const remarks = useMemo(() => doubts(checks), [checks]);
  const weak = remarks.filter((remark) => remark.tone === "weak").length;
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
      {text && (
        <Prose
          text={abstained ? texts.withoutVerdict(text) : text}
          citation={cite}
          {...(abstained ? {} : { remarks })}
        />
      )}
      {remarks.length > 0 && (
        <p className={styles.unsure} title={texts.unsureWhy} data-testid="unsure">
          {texts.unsure(weak, remarks.length - weak)}.
        </p>
      )}
      {note && <Notice tone="ochre">{sentence(note)}</Notice>}
      {state !== "complete" && (
        <Notice
          tone={state === "failed" ? "rubric" : "ochre"}
          action={<Button onClick={onAgain}>{texts.again}</Button>}
        >
          {error ?? texts.states[state]}
        </Notice>
      )}
      {answered_by !== "computed" && <Sources citations={citations} />}
      <div className={styles.answerFoot}>
        <span className={styles.footStart}>
          {answered_by && <span data-testid="answered-by">{texts.answeredBy(answered_by, took_ms, abstained)}</span>}
          <Menu entries={[{ label: texts.branch, icon: <IconGitBranch size={15} stroke={1.7} />, run: onBranch }]}>
            <IconButton label={texts.more}>
              <IconDots size={16} stroke={1.7} />
            </IconButton>
          </Menu>
        </span>
        {searched && <SearchedDrawer searched={searched} />}
      </div>
    </article>
  );
}
