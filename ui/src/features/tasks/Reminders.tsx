import { IconBell, IconX } from "@tabler/icons-react";
import type { Reminder, TaskDetail } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Menu } from "../../kit/Menu";
import { SectionHead } from "../../kit/Page";
import { addDays, dateOf, sayMinutes, sayMoment, todayIso } from "../../kit/time";
import styles from "./TaskPanel.module.css";
import { texts } from "./texts";

const BEFORE = [5, 15, 60, 24 * 60] as const;

export function Reminders({ detail }: { detail: TaskDetail }) {
  const { task, reminders } = detail;
  const remind = useMutation("tasks.remind", { quiet: true });
  const forget = useMutation("tasks.forget_reminder");
  const timed = task.scheduled?.at != null || task.deadline?.at != null;
  const morning = dateOf(addDays(todayIso(), 1));
  morning.setHours(9, 0, 0, 0);
  const entries = [
    ...(timed
      ? BEFORE.map((minutes_before) => ({
          label: `${sayBefore(minutes_before)} before`,
          run: () => remind.mutate({ task: task.id, minutes_before }),
        }))
      : []),
    { label: "In an hour", run: () => remind.mutate({ task: task.id, at: Date.now() + 3_600_000 }) },
    { label: "Tomorrow, 09:00", run: () => remind.mutate({ task: task.id, at: morning.getTime() }) },
  ];
  return (
    <section aria-label={texts.panel.reminders} className={styles.section}>
      <SectionHead title={texts.panel.reminders} count={reminders.length || undefined} />
      <ul className={styles.list}>
        {reminders.map((reminder) => (
          <li key={reminder.id} className={styles.line}>
            <IconBell size={15} stroke={1.6} aria-hidden />
            <span className={styles.words} data-done={reminder.fired || undefined}>
              {say(reminder)}
              {reminder.fired && " (sent)"}
            </span>
            <IconButton label={texts.panel.forget} onClick={() => forget.mutate(reminder.id)}>
              <IconX size={14} stroke={1.7} />
            </IconButton>
          </li>
        ))}
      </ul>
      <Menu entries={entries}>
        <Button look="plain" className={styles.add ?? ""}>
          Add a reminder
        </Button>
      </Menu>
    </section>
  );
}

const sayBefore = (minutes: number) => (minutes === 24 * 60 ? "1 day" : sayMinutes(minutes));

function say(reminder: Reminder): string {
  if (reminder.minutes_before !== null) return `${sayBefore(reminder.minutes_before)} before`;
  return reminder.at === null ? "" : sayMoment(reminder.at);
}
