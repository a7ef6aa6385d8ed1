// The calendars that are read: addresses and files, with their age and what went wrong.
import { IconDownload, IconFile, IconRefresh, IconTrash } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { Calendar } from "../../api/bindings";
import { useClient, useMutation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { TextField } from "../../kit/Field";
import { sayMoment } from "../../kit/time";
import { ImportTasks } from "./ImportTasks";
import styles from "./Plan.module.css";
import { texts } from "./texts";

export function Calendars({ calendars }: { calendars: readonly Calendar[] }) {
  const client = useClient();
  const add = useMutation("calendars.add");
  const update = useMutation("calendars.update", { quiet: true });
  const refresh = useMutation("calendars.refresh", { quiet: true });
  const remove = useMutation("calendars.remove");
  const [url, setUrl] = useState("");
  const file = useRef<HTMLInputElement>(null);
  const { calendars: words } = texts;
  const save = async () => {
    const made = await client.read("ics.export", {});
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([made.text], { type: "text/calendar" }));
    link.download = made.name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      {calendars.length === 0 && <p className={styles.quiet}>{words.none}</p>}
      <ul className={styles.calendars}>
        {calendars.map((calendar) => (
          <li key={calendar.id} className={styles.calendar}>
            <input
              type="checkbox"
              aria-label={words.shown(calendar.name)}
              checked={calendar.enabled}
              onChange={() => update.mutate({ id: calendar.id, enabled: !calendar.enabled })}
            />
            <input
              type="color"
              className={styles.colour}
              aria-label={words.colour(calendar.name)}
              defaultValue={calendar.colour}
              onBlur={(event) => {
                if (event.target.value !== calendar.colour)
                  update.mutate({ id: calendar.id, colour: event.target.value });
              }}
            />
            <span className={styles.calendarText}>
              <span className={styles.taskTitle}>{calendar.name}</span>
              <span className={styles.quiet}>{age(calendar)}</span>
              {calendar.error && <span className={styles.failed}>{calendar.error}</span>}
              {calendar.skipped.length > 0 && (
                <details className={styles.quiet}>
                  <summary>{words.skipped(calendar.skipped.length)}</summary>
                  {calendar.skipped.slice(0, 20).map(({ what, why }) => (
                    <div key={`${what}:${why}`}>
                      {what}: {why}
                    </div>
                  ))}
                </details>
              )}
            </span>
            <IconButton label={words.remove(calendar.name)} onClick={() => remove.mutate(calendar.id)}>
              <IconTrash size={15} stroke={1.7} />
            </IconButton>
          </li>
        ))}
      </ul>
      <form
        className={styles.address}
        onSubmit={(event) => {
          event.preventDefault();
          if (url.trim()) add.mutate({ url: url.trim() }, { onSuccess: () => setUrl("") });
        }}
      >
        <TextField
          aria-label={words.address}
          placeholder={words.placeholder}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
        <Button type="submit">{words.add}</Button>
      </form>
      <input
        ref={file}
        type="file"
        accept=".ics,text/calendar"
        hidden
        data-testid="calendar-file"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = "";
          if (chosen) void chosen.text().then((text) => add.mutate({ text, file: chosen.name }));
        }}
      />
      <div className={styles.buttons}>
        <Button icon={<IconFile size={14} stroke={1.7} />} onClick={() => file.current?.click()}>
          {words.file}
        </Button>
        <ImportTasks />
        <Button icon={<IconDownload size={14} stroke={1.7} />} onClick={() => void save()}>
          {words.save}
        </Button>
        {calendars.some(({ url: address }) => address) && (
          <IconButton label={words.refresh} onClick={() => refresh.mutate({})}>
            <IconRefresh size={15} stroke={1.7} />
          </IconButton>
        )}
      </div>
    </>
  );
}

function age({ url, fetched_at, events, files, error }: Calendar): string {
  const count = texts.calendars.events(events);
  if (!url) return [count, ...files].join(" · ");
  if (fetched_at === null) return error ? count : texts.calendars.waiting;
  return `${count} · ${texts.calendars.read(sayMoment(fetched_at))}`;
}
