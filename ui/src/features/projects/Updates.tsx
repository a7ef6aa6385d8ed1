import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { ProjectHealth, ProjectId, ProjectUpdate } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { TextArea } from "../../kit/Field";
import { Section } from "../../kit/Page";
import { Prose } from "../../kit/Prose";
import { Segments } from "../../kit/Switch";
import { sayDay } from "../../kit/time";
import { HealthWords } from "./HealthWords";
import styles from "./Projects.module.css";
import { healthNames, texts } from "./texts";

const words = texts.updates;
const CHOICES = Object.entries(healthNames).map(([value, label]) => ({ value: value as ProjectHealth, label }));

/** What a person says of the project, day by day. */
export function Updates({ project, updates }: { project: ProjectId; updates: readonly ProjectUpdate[] }) {
  const [health, setHealth] = useState<ProjectHealth>(updates[0]?.health ?? "on_track");
  const [note, setNote] = useState("");
  const report = useMutation("projects.report");
  const remove = useMutation("projects.remove_update");
  return (
    <Section title={words.title} count={updates.length || undefined}>
      <form
        className={styles.update}
        onSubmit={(event) => {
          event.preventDefault();
          report.mutate({ project, health, note }, { onSuccess: () => setNote("") });
        }}
      >
        <TextArea
          aria-label={words.label}
          placeholder={words.hint}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        <div className={styles.updateEnd}>
          <Segments label={words.health} value={health} choices={CHOICES} onChange={setHealth} />
          <Button type="submit" keys="mod+enter">
            {words.save}
          </Button>
        </div>
      </form>
      <ul className={styles.list}>
        {updates.map((update) => (
          <li key={update.id} className={styles.said}>
            <div className={styles.saidHead}>
              <span className={styles.quiet}>{sayDay(update.day)}</span>
              <HealthWords health={update.health} />
              <span className={styles.end}>
                <IconButton label={words.remove(sayDay(update.day))} onClick={() => remove.mutate(update.id)}>
                  <IconX size={14} stroke={1.7} />
                </IconButton>
              </span>
            </div>
            {update.note && <Prose text={update.note} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
