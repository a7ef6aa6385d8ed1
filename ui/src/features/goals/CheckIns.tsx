import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { CheckIn, Confidence, GoalId } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Chip } from "../../kit/Chip";
import { TextArea } from "../../kit/Field";
import { Section } from "../../kit/Page";
import { Prose } from "../../kit/Prose";
import { Segments } from "../../kit/Switch";
import { sayDay } from "../../kit/time";
import styles from "./Goals.module.css";
import { confidenceNames, texts } from "./texts";

const words = texts.checkIns;
const CHOICES = Object.entries(confidenceNames).map(([value, label]) => ({ value: value as Confidence, label }));
const tones = { on_track: "accent", at_risk: "ochre", off_track: "rubric" } as const;

/** Dated notes of how it goes, with how sure one is. */
export function CheckIns({ goal, checkIns }: { goal: GoalId; checkIns: readonly CheckIn[] }) {
  const [note, setNote] = useState("");
  const [confidence, setConfidence] = useState<Confidence>("on_track");
  const add = useMutation("goals.check_in");
  const remove = useMutation("goals.remove_check_in");
  return (
    <Section title={words.title} count={checkIns.length || undefined}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate({ goal, confidence, note }, { onSuccess: () => setNote("") });
        }}
      >
        <TextArea
          aria-label={words.noteLabel}
          placeholder={words.note}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        <div className={styles.combine}>
          <Segments label={words.confidence} value={confidence} choices={CHOICES} onChange={setConfidence} />
          <Button type="submit" keys="mod+enter">
            {words.save}
          </Button>
        </div>
      </form>
      <ul className={styles.list}>
        {checkIns.map((one) => (
          <li key={one.id} className={styles.checkIn}>
            <div className={styles.checkInHead}>
              <span className={styles.when}>{sayDay(one.day)}</span>
              <Chip tone={tones[one.confidence]}>{confidenceNames[one.confidence]}</Chip>
              <span className={styles.end}>
                <IconButton label={words.remove(sayDay(one.day))} onClick={() => remove.mutate(one.id)}>
                  <IconX size={14} stroke={1.7} />
                </IconButton>
              </span>
            </div>
            {one.note && <Prose text={one.note} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
