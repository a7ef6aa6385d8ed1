import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { GoalId, GoalLine } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Meter } from "../../kit/Meter";
import { Page, Section } from "../../kit/Page";
import { SortableList } from "../../kit/SortableList";
import styles from "./Goals.module.css";
import { NewGoalDialog } from "./NewGoalDialog";
import { statusNames, texts } from "./texts";

export function GoalsPage() {
  const goals = useOperation("goals.list", null);
  const areas = useOperation("areas.list", null);
  const navigate = useNavigate();
  const { add } = useSearch({ from: "/goals" });
  const all = goals.data ?? [];
  const isOpen = (line: GoalLine) => line.goal.status === "active" || line.goal.status === "paused";
  const open = all.filter(isOpen);
  const closed = all.filter((line) => !isOpen(line));
  const ids = new Set(open.map((line) => line.goal.id));
  const tops = open.filter((line) => line.goal.parent === null || !ids.has(line.goal.parent));
  const groups = [...(areas.data ?? []), null]
    .map((area) => ({ area, lines: tops.filter((line) => line.goal.area === (area?.id ?? null)) }))
    .filter(({ lines }) => lines.length > 0);
  const behind = open.filter((line) => (line.pace?.buffer_days ?? 0) < 0).length;
  return (
    <Page
      title={texts.title}
      note={behind > 0 ? texts.behind(behind) : undefined}
      actions={
        <Button look="primary" keys="shift+o" onClick={() => void navigate({ to: "/goals", search: { add: true } })}>
          {texts.add}
        </Button>
      }
    >
      {goals.error && <Notice tone="rubric">{goals.error.message}</Notice>}
      {goals.data?.length === 0 && <Empty {...texts.none} keys="shift+o" keyText="adds the first" />}
      {groups.map(({ area, lines }) => (
        <Section
          key={area?.id ?? 0}
          title={area?.name ?? (groups.length === 1 ? texts.all : texts.noArea)}
          aside={
            area && (
              <Link to="/areas/$id" params={{ id: String(area.id) }} className={styles.aside}>
                {texts.openArea}
              </Link>
            )
          }
        >
          <Branches lines={lines} all={open} depth={0} />
        </Section>
      ))}
      {closed.length > 0 && (
        <Section title={texts.closed} count={closed.length}>
          <ul className={styles.list}>
            {closed.map((line) => (
              <li key={line.goal.id}>
                <GoalRow line={line} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <NewGoalDialog open={add === true} onClose={() => void navigate({ to: "/goals", search: {} })} />
    </Page>
  );
}

/** Goals and the goals below each, ordered by hand; a circle, which undo can leave, is cut. */
function Branches({ lines, all, depth }: { lines: readonly GoalLine[]; all: readonly GoalLine[]; depth: number }) {
  const place = useMutation("goals.place");
  return (
    <SortableList
      items={lines}
      idOf={({ goal }) => goal.id}
      className={depth > 0 ? styles.below : styles.list}
      onOrder={(ids, goal) => {
        const before = ids[ids.indexOf(goal) + 1] as GoalId | undefined;
        return place.mutateAsync({ goal: goal as GoalId, before: before ?? null });
      }}
    >
      {(line) => {
        const below = depth < 8 ? all.filter((other) => other.goal.parent === line.goal.id) : [];
        return (
          <>
            <GoalRow line={line} />
            {below.length > 0 && <Branches lines={below} all={all} depth={depth + 1} />}
          </>
        );
      }}
    </SortableList>
  );
}

export function GoalRow({ line }: { line: GoalLine }) {
  const { goal, pace } = line;
  const late = (pace?.buffer_days ?? 0) < 0;
  return (
    <Link
      to="/goals/$id"
      params={{ id: String(goal.id) }}
      className={styles.row}
      draggable={false}
      data-testid="goal-row"
    >
      <span className={styles.name}>{goal.name}</span>
      {goal.status !== "active" && <span className={styles.quiet}>{statusNames[goal.status]}</span>}
      <span className={styles.pace} data-tone={pace?.overdue ? "rubric" : late ? "ochre" : undefined}>
        {pace?.says}
      </span>
      <span className={styles.day}>{goal.target ? texts.by(goal.target) : ""}</span>
      {line.measurable ? (
        <>
          <span className={styles.meter}>
            <Meter
              label={`${goal.name}: ${texts.share(line.share)}`}
              value={line.share * 100}
              max={100}
              {...(late ? { tone: "ochre" as const } : {})}
            />
          </span>
          <span className={styles.share}>{texts.share(line.share)}</span>
        </>
      ) : (
        <span className={styles.unmeasured}>{texts.unmeasured}</span>
      )}
    </Link>
  );
}
