import { IconDots, IconTrash } from "@tabler/icons-react";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type ComponentType, type ReactNode, useEffect, useMemo, useState } from "react";
import type { Area, AreaId, Task } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { Empty } from "../../kit/Empty";
import { Field, TextField } from "../../kit/Field";
import { Menu } from "../../kit/Menu";
import { Meter } from "../../kit/Meter";
import { Page, Section } from "../../kit/Page";
import styles from "./Areas.module.css";
import { texts } from "./texts";

/** What goes on stands before what is over. */
const ORDER = ["active", "on_hold", "done", "dropped"];

/** So many tasks stand here, the most urgent ones. */
const TASKS = 8;

type Parts = {
  TaskSections: ComponentType<{ label: string; sections: readonly { key: string; tasks: readonly Task[] }[] }>;
  Habits: ComponentType<{ area: AreaId }>;
  Metrics: ComponentType<{ area: AreaId }>;
};

/** Everything of one part of life. */
export function AreaPage(parts: Parts) {
  const { id } = useParams({ from: "/areas/$id" });
  const areas = useOperation("areas.list", null);
  const area = areas.data?.find((one) => one.id === Number(id));
  if (!areas.data) return <Page title="">{null}</Page>;
  if (!area)
    return (
      <Page title={texts.title}>
        <Empty {...texts.gone} />
      </Page>
    );
  return <Shown key={area.id} area={area} {...parts} />;
}

function Shown({ area, TaskSections, Habits, Metrics }: Parts & { area: Area }) {
  const navigate = useNavigate();
  const update = useMutation("areas.update", { quiet: true });
  const remove = useMutation("areas.delete");
  const [name, setName] = useState(area.name);
  useEffect(() => setName(area.name), [area.name]);
  const of = `area:"${area.name.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  const urgent = useOperation("tasks.list", { filter: `is:open ${of}`, sort: "urgency", limit: TASKS }).data;
  const open = urgent?.total ?? 0;
  const sections = useMemo(() => [{ key: "tasks", tasks: urgent?.tasks ?? [] }], [urgent]);
  const overdue = useOperation("tasks.list", { filter: `is:overdue ${of}`, limit: 1 }).data?.total ?? 0;
  const goals = (useOperation("goals.list", null).data ?? []).filter(({ goal }) => goal.area === area.id);
  const habits = useOperation("habits.list", {}).data ?? [];
  const metrics = useOperation("metrics.list", {}).data ?? [];
  const lives = [...habits.map(({ habit }) => habit), ...metrics].some((one) => one.area === area.id);
  const projects = (useOperation("projects.list", null).data ?? [])
    .filter((one) => one.area === area.id)
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  return (
    <Page
      title={area.name}
      note={
        <Link to="/tasks" search={{ filter: of } as never} className={styles.quiet}>
          {texts.open(open)}
          {overdue > 0 && `, ${texts.overdue(overdue)}`}
        </Link>
      }
      actions={
        <>
          <input
            type="color"
            className={styles.colour}
            aria-label={texts.colour}
            value={area.colour}
            onChange={(event) => update.mutate({ id: area.id, colour: event.target.value })}
          />
          <Menu
            entries={[
              {
                label: texts.delete,
                icon: <IconTrash size={15} stroke={1.7} />,
                danger: true,
                run: () => remove.mutate(area.id, { onSuccess: () => void navigate({ to: "/projects" }) }),
              },
            ]}
          >
            <IconButton label={texts.more}>
              <IconDots size={17} stroke={1.7} />
            </IconButton>
          </Menu>
        </>
      }
    >
      <div data-quiet-fields>
        <Field label={texts.name}>
          {(field) => (
            <TextField
              id={field}
              boxed={false}
              value={name}
              onChange={(event) => setName(event.target.value)}
              onBlur={() => {
                if (name.trim() && name.trim() !== area.name) update.mutate({ id: area.id, name: name.trim() });
                else setName(area.name);
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter") event.currentTarget.blur();
              }}
            />
          )}
        </Field>
      </div>
      {goals.length + projects.length + open === 0 && !lives && <Empty {...texts.none} />}
      {goals.length > 0 && (
        <Section title={texts.goals} count={goals.length}>
          <ul className={styles.list}>
            {goals.map(({ goal, share, measurable, pace }) => (
              <li key={goal.id}>
                <Link to="/goals/$id" params={{ id: String(goal.id) }} className={styles.row}>
                  <Name>{goal.name}</Name>
                  <span className={styles.quiet}>{pace?.says}</span>
                  {measurable && <Share label={`${goal.name}: ${texts.share(share)}`} value={share} max={1} />}
                  <span className={styles.count}>{measurable ? texts.share(share) : ""}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {projects.length > 0 && (
        <Section title={texts.projects} count={projects.length}>
          <ul className={styles.list}>
            {projects.map((one) => (
              <li key={one.id}>
                <Link to="/projects/$id" params={{ id: String(one.id) }} className={styles.row}>
                  <Name>{one.name}</Name>
                  <Share
                    label={texts.done(one.done_tasks, one.done_tasks + one.open_tasks)}
                    value={one.done_tasks}
                    max={one.done_tasks + one.open_tasks}
                  />
                  <span className={styles.count}>
                    {one.status === "active" ? texts.open(one.open_tasks) : texts.status[one.status]}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Habits area={area.id} />
      <Metrics area={area.id} />
      {open > 0 && (
        <Section
          title={texts.tasks}
          count={open}
          aside={
            open > TASKS && (
              <Link to="/tasks" search={{ filter: of } as never} className={styles.quiet}>
                {texts.all}
              </Link>
            )
          }
        >
          <TaskSections label={texts.tasks} sections={sections} />
        </Section>
      )}
    </Page>
  );
}

function Name({ children }: { children: ReactNode }) {
  return <span className={styles.name}>{children}</span>;
}

function Share({ label, value, max }: { label: string; value: number; max: number }) {
  return (
    <span className={styles.meter}>
      <Meter label={label} value={max > 0 ? (value / max) * 100 : 0} max={100} />
    </span>
  );
}
