import { IconPlus } from "@tabler/icons-react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import type { HabitId, HabitStanding } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Page, Section } from "../../kit/Page";
import { SortableList } from "../../kit/SortableList";
import { todayIso } from "../../kit/time";
import { Cell, useGridKeys } from "./Cell";
import { Days } from "./Days";
import { HabitDialog } from "./HabitDialog";
import styles from "./Habits.module.css";
import { Strength } from "./Strength";
import { texts } from "./texts";

export function HabitsPage() {
  const habits = useOperation("habits.list", {});
  const away = useOperation("habits.list", { archived: true });
  const areas = useOperation("areas.list", null);
  const { add } = useSearch({ from: "/habits" });
  const navigate = useNavigate();
  const [archive, setArchive] = useState(false);
  const grid = useRef<HTMLDivElement>(null);
  useGridKeys(grid);
  const reorder = useMutation("habits.reorder");
  const all = useMemo(() => (habits.data ?? []).map(({ habit }) => habit.id), [habits.data]);
  const groups = useMemo(() => {
    const all = habits.data ?? [];
    const named = (areas.data ?? []).map((area) => ({
      key: String(area.id),
      title: area.name,
      habits: all.filter((one) => one.habit.area === area.id),
    }));
    const known = new Set((areas.data ?? []).map((area) => area.id));
    const loose = all.filter((one) => one.habit.area === null || !known.has(one.habit.area));
    return [...named, { key: "none", title: texts.loose, habits: loose }].filter((group) => group.habits.length > 0);
  }, [habits.data, areas.data]);
  const open = (shown: boolean) => void navigate({ to: "/habits", search: shown ? { add: true } : {} });
  // What the core calls today: it may begin some hours after midnight.
  const today = habits.data?.find((one) => one.days.length > 0)?.days.at(-1)?.day ?? todayIso();
  const rows = new Map(groups.flatMap((group) => group.habits).map(({ habit }, row) => [habit.id, row]));
  return (
    <Page
      title={texts.title}
      width="wide"
      actions={
        <Button look="primary" icon={<IconPlus size={16} stroke={1.7} />} keys="shift+h" onClick={() => open(true)}>
          {texts.new}
        </Button>
      }
    >
      {habits.error && <Notice tone="rubric">{habits.error.message}</Notice>}
      {habits.data?.length === 0 && <Empty {...texts.none} keys="shift+h" />}
      <div ref={grid}>
        {groups.length > 0 && <Days today={today} />}
        {groups.map((group) => (
          <Section
            key={group.key}
            title={group.key === "none" && groups.length === 1 ? texts.all : group.title}
            count={group.habits.length}
          >
            <SortableList
              items={group.habits}
              idOf={({ habit }) => habit.id}
              className={styles.list}
              onOrder={(ids) => reorder.mutateAsync(ordered(all, ids as HabitId[]))}
            >
              {(one) => <Row one={one} row={(rows.get(one.habit.id) ?? 0) + 1} today={today} />}
            </SortableList>
          </Section>
        ))}
      </div>
      {groups.length > 0 && <p className={styles.hint}>{texts.keys}</p>}
      {(away.data?.length ?? 0) > 0 && (
        <Button look="plain" aria-expanded={archive} onClick={() => setArchive(!archive)}>
          {archive ? texts.hideArchived : texts.showArchived}
        </Button>
      )}
      {archive && <Archived />}
      {add && <HabitDialog onClose={() => open(false)} />}
    </Page>
  );
}

function Row({ one, row, today }: { one: HabitStanding; row: number; today: string }) {
  const { habit } = one;
  const before = 14 - one.days.length;
  const meta = [
    one.schedule,
    habit.target !== null && texts.target(habit.target, habit.unit, habit.direction === "at_most"),
    one.progress && texts.progress(one.progress.done, one.progress.of),
    habit.cue,
  ].filter(Boolean);
  return (
    <div className={styles.row} data-testid="habit-row">
      <Link to="/habits/$id" params={{ id: String(habit.id) }} className={styles.name} draggable={false}>
        <span className={styles.dot} style={{ background: habit.colour }} aria-hidden="true" />
        <span className={styles.words}>
          <span className={styles.title}>{habit.name}</span>
          <span className={styles.meta}>{meta.join(" · ")}</span>
        </span>
      </Link>
      <Strength share={one.strength} />
      <span className={styles.streak} title={texts.streak(one.streak, one.streak_unit)}>
        {texts.streakShort(one.streak, one.streak_unit)}
      </span>
      <span className={styles.cells}>
        {Array.from({ length: before }, (_, index) => (
          <span key={index} className={styles.before} data-older={index < 7 || undefined} />
        ))}
        {one.days.map((day, index) => (
          <span key={day.day} data-older={before + index < 7 || undefined}>
            <Cell
              habit={habit}
              day={day}
              at={[row, before + index]}
              today={day.day === today}
              last={index === one.days.length - 1}
            />
          </span>
        ))}
      </span>
    </div>
  );
}

/** All ids, those of one group in their new order on the places that they had. */
function ordered(all: readonly HabitId[], group: readonly HabitId[]): HabitId[] {
  const next = group[Symbol.iterator]();
  return all.map((id) => (group.includes(id) ? (next.next().value ?? id) : id));
}

function Archived() {
  const habits = useOperation("habits.list", { archived: true });
  const archive = useMutation("habits.archive");
  return (
    <Section title={texts.archived} count={habits.data?.length}>
      {habits.data?.length === 0 && <p className={styles.hint}>{texts.noArchived}</p>}
      <ul className={styles.list}>
        {(habits.data ?? []).map(({ habit, schedule }) => (
          <li key={habit.id} className={styles.archived}>
            <Link to="/habits/$id" params={{ id: String(habit.id) }} className={styles.name}>
              <span className={styles.dot} style={{ background: habit.colour }} aria-hidden="true" />
              <span className={styles.words}>
                <span className={styles.title}>{habit.name}</span>
                <span className={styles.meta}>{schedule}</span>
              </span>
            </Link>
            <Button look="plain" onClick={() => archive.mutate({ id: habit.id, archived: false })}>
              {texts.unarchive}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
