import { IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Contribution, GoalDetail, GoalEntryId } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Section } from "../../kit/Page";
import { sayDay } from "../../kit/time";
import styles from "./Goals.module.css";
import { kindNames, texts } from "./texts";

const words = texts.contributions;
const SHOWN = 12;

/** Each record with what it adds, the newest first; then what is still open. */
export function Contributions({ detail }: { detail: GoalDetail }) {
  const [all, setAll] = useState(false);
  const done = detail.contributions.filter((one) => !one.open);
  const open = detail.contributions.filter((one) => one.open);
  const newest = [...done].sort((a, b) => (b.day ?? "").localeCompare(a.day ?? ""));
  const lines = [...newest, ...open];
  const shown = all ? lines : lines.slice(0, SHOWN);
  const named = (one: Contribution) => {
    const criterion = detail.criteria.find(({ id }) => id === one.criterion);
    return one.title || (criterion ? kindNames[criterion.kind] : "");
  };
  return (
    <Section title={words.title} count={done.length}>
      {lines.length === 0 && <p className={styles.help}>{words.none}</p>}
      <ul className={styles.list}>
        {shown.map((one) => (
          <Line key={`${one.criterion ?? 0}-${one.kind}-${one.id}`} one={one} name={named(one)} />
        ))}
      </ul>
      {shown.length < lines.length && (
        <Button look="plain" onClick={() => setAll(true)}>
          {words.more(lines.length - shown.length)}
        </Button>
      )}
    </Section>
  );
}

function Line({ one, name }: { one: Contribution; name: string }) {
  const remove = useMutation("goals.remove_entry");
  return (
    <li className={styles.contribution} data-open={one.open || undefined}>
      <span className={styles.when}>{one.day ? sayDay(one.day) : one.open ? words.open : ""}</span>
      <Subject one={one} name={name} />
      <span className={styles.adds}>
        {one.open ? words.would(one.adds) : one.adds < -0.0005 ? words.takes(one.adds) : words.adds(one.adds)}
      </span>
      <span className={styles.end}>
        {one.kind === "entry" && (
          <IconButton label={words.remove(name)} onClick={() => remove.mutate(one.id as GoalEntryId)}>
            <IconX size={14} stroke={1.7} />
          </IconButton>
        )}
      </span>
    </li>
  );
}

/** Leads to what it is a record of. */
function Subject({ one, name }: { one: Contribution; name: string }) {
  switch (one.kind) {
    case "task":
      return (
        <Link to="." search={(old: object) => ({ ...old, task: one.id }) as never} className={styles.link}>
          {name}
        </Link>
      );
    case "goal":
      return (
        <Link to="/goals/$id" params={{ id: String(one.id) }} className={styles.link}>
          {name}
        </Link>
      );
    case "habit":
      return (
        <Link to="/habits/$id" params={{ id: String(one.id) }} className={styles.link}>
          {name}
        </Link>
      );
    case "metric":
      return (
        <Link to={`/metrics/${one.id}` as never} className={styles.link}>
          {name}
        </Link>
      );
    case "entry":
      return (
        <span className={styles.link}>
          {name}
          <span className={styles.quiet}> {one.amount > 0 ? `+${one.amount}` : one.amount}</span>
        </span>
      );
  }
}
