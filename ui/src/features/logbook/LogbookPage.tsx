import { IconBook, IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { DayPage, EntryId } from "../../api/bindings";
import { useClient, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { Menu } from "../../kit/Menu";
import { Page } from "../../kit/Page";
import { addDays, dateOf, sayFullDay } from "../../kit/time";
import { toast } from "../../kit/toast";
import { usePageKeys } from "../../kit/usePageKeys";
import { type EditorHandle, EntryEditor } from "./EntryEditor";
import styles from "./Logbook.module.css";
import { MonthCalendar } from "./MonthCalendar";
import { OnThisDay } from "./OnThisDay";
import { Strip } from "./Strip";
import { texts } from "./texts";

export function LogbookPage() {
  const { day: asked } = useParams({ strict: false });
  const { data, error } = useOperation("logbook.day", asked ? { day: asked } : {}, { keep: true });
  if (!data) return <Page title={texts.title}>{error && <Notice tone="rubric">{error.message}</Notice>}</Page>;
  return <Day key={data.day} page={data} />;
}

function Day({ page }: { page: DayPage }) {
  const { day, today, entries, strip } = page;
  const navigate = useNavigate();
  const go = (to: string) =>
    void (to === today ? navigate({ to: "/logbook" }) : navigate({ to: "/logbook/$day", params: { day: to } }));
  // The entry that was begun in the empty editor stays in it: the caret must not jump.
  const [begun, setBegun] = useState<{ slot: number; id: EntryId | null }>({ slot: 0, id: null });
  const [more, setMore] = useState(false);
  const first = useRef<EditorHandle>(null);
  const fresh = useRef<EditorHandle>(null);
  const wanted = useRef(false);
  const others = entries.filter((entry) => entry.id !== begun.id);
  const shown = others.length === 0 || more || begun.id !== null;
  useEffect(() => {
    if (wanted.current && shown) fresh.current?.focus();
    wanted.current = false;
  });
  const another = () => {
    setBegun({ slot: begun.slot + 1, id: null });
    setMore(true);
    wanted.current = true;
  };
  usePageKeys({
    left: () => go(addDays(day, -1)),
    right: () => go(addDays(day, 1)),
    e: () => (fresh.current ?? first.current)?.focus(),
    "shift+e": another,
  });
  const done = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const [weekday, ...rest] = sayFullDay(day).split(" ");
  const current = entries.find((entry) => entry.id === begun.id) ?? null;
  return (
    <Page
      title={texts.title}
      width="wide"
      head={
        <header className={styles.head}>
          <h1 className={styles.heading}>
            <span className={styles.weekdayName}>{weekday?.replace(",", "")}</span> {rest.join(" ")}
          </h1>
          <div className={styles.actions}>
            {day !== today && (
              <Button look="plain" onClick={() => go(today)}>
                {texts.toToday}
              </Button>
            )}
            <IconButton label={texts.earlierDay} keys="left" onClick={() => go(addDays(day, -1))}>
              <IconChevronLeft size={17} stroke={1.7} />
            </IconButton>
            <IconButton label={texts.laterDay} keys="right" onClick={() => go(addDays(day, 1))}>
              <IconChevronRight size={17} stroke={1.7} />
            </IconButton>
            <BookMenu day={day} />
          </div>
        </header>
      }
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          {others.map((entry, at) => (
            <EntryEditor
              key={entry.id}
              {...(at === 0 ? { ref: first } : {})}
              day={day}
              n={at + 1}
              entry={entry}
              onDone={done}
            />
          ))}
          {shown ? (
            <EntryEditor
              key={`fresh${begun.slot}`}
              ref={fresh}
              day={day}
              n={current ? others.length + 1 : 0}
              entry={current}
              onBegun={(id) => setBegun((now) => ({ ...now, id }))}
              onDone={done}
            />
          ) : null}
          {(!shown || current) && (
            <div className={styles.another}>
              <Button look="plain" keys="shift+e" onClick={another} data-testid="another-entry">
                {texts.another}
              </Button>
            </div>
          )}
          <Strip strip={strip} />
        </div>
        <aside className={styles.side}>
          <MonthCalendar day={day} today={today} />
          <OnThisDay day={day} />
        </aside>
      </div>
    </Page>
  );
}

const monthName = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });

/** The entries of the month or the year as one file. */
function BookMenu({ day }: { day: string }) {
  const client = useClient();
  const [year = 0, month = 1] = day.split("-").map(Number);
  const write = async (book: { year: number; month?: number }) => {
    const name = `logbook-${book.month === undefined ? year : day.slice(0, 7)}.md`;
    const path = await client.transport.window("choose_save", { name });
    if (path === null) return;
    const made = await client.write("logbook.save_book", { book, path }).catch(() => null);
    if (made) toast({ text: made.entries === 0 ? texts.bookEmpty : texts.booked(made.entries, path) });
  };
  return (
    <Menu
      label={texts.book}
      entries={[
        { label: texts.bookMonth(monthName.format(dateOf(day))), run: () => void write({ year, month }) },
        { label: texts.bookYear(String(year)), run: () => void write({ year }) },
      ]}
    >
      <IconButton label={texts.book}>
        <IconBook size={17} stroke={1.7} />
      </IconButton>
    </Menu>
  );
}
