// One block of the proposal: whether it is taken over, when, why, and for how long if that is a guess.
import { IconPin, IconPinFilled } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useMutation } from "../../../api/react";
import { IconButton } from "../../../kit/Button";
import { Chip } from "../../../kit/Chip";
import { Estimate } from "../../../kit/Estimate";
import styles from "./Proposal.module.css";
import type { Row } from "./rows";
import { proposalTexts as texts } from "./texts";
import type { Proposing } from "./useProposal";

type Props = { row: Row; proposing: Proposing; marked: boolean; onSelect: () => void; day: string | null };

export function Line({ row, proposing, marked, onSelect, day }: Props) {
  const edit = useMutation("tasks.edit");
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (marked) line.current?.scrollIntoView?.({ block: "nearest" });
  }, [marked]);
  const { change, guess, key, title } = row;
  const taken = !proposing.choice.left.has(key);
  const pinned = proposing.choice.pinned.has(key);
  const clashes = proposing.clashes.get(key);
  const movable = change === "new" || change === "moved";
  const why = change === "removed" ? [texts.removedWhy] : row.reasons;
  return (
    <li
      ref={line}
      className={styles.line}
      data-marked={marked || undefined}
      data-left={!taken || undefined}
      data-testid="proposal-line"
      onKeyDown={(event) => {
        if (event.key !== "p" || !movable || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        proposing.pin(key);
      }}
    >
      {day && <h3 className={styles.dayName}>{day}</h3>}
      {change === "kept" ? (
        <span className={styles.box} />
      ) : (
        <input
          type="checkbox"
          className={styles.box}
          checked={taken}
          aria-label={texts.take(title, row.from)}
          data-row={key}
          onFocus={onSelect}
          onChange={() => proposing.toggle(key)}
        />
      )}
      <div className={styles.words}>
        <div className={styles.first}>
          <span className={styles.time}>{texts.time(row.from, row.until)}</span>
          <span className={styles.name}>{title}</span>
          {movable && (
            <IconButton
              label={texts.pin(title)}
              keys="p"
              pressed={pinned}
              className={styles.pin ?? ""}
              onClick={() => proposing.pin(key)}
            >
              {pinned ? <IconPinFilled size={14} /> : <IconPin size={14} stroke={1.7} />}
            </IconButton>
          )}
        </div>
        <p className={styles.why}>
          <Chip tone={change === "kept" || change === "removed" ? "plain" : "accent"}>
            {change === "moved" && row.was ? texts.change.moved(row.was.from, row.from) : texts.change[plain(change)]}
          </Chip>{" "}
          {why.join(" · ")}
        </p>
        {clashes && <p className={styles.clash}>{texts.overlaps(clashes)}</p>}
        {guess && (
          <Estimate
            of={title}
            minutes={guess.minutes}
            p80={guess.p50 === null ? null : guess.p80}
            n={guess.n}
            onUse={() => edit.mutate({ ids: [row.task], patch: { effort_minutes: guess.minutes } })}
          />
        )}
      </div>
    </li>
  );
}

const plain = (change: Row["change"]) => (change === "moved" ? "new" : change);
