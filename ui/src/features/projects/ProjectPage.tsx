import { IconDots, IconTrash } from "@tabler/icons-react";
import { useNavigate, useParams } from "@tanstack/react-router";
import { type ComponentType, useEffect, useMemo, useState } from "react";
import type { AreaId, LinkTo, Project, ProjectDetail, ProjectId, ProjectStatus, Task } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { DayField, Field, Select, TextArea } from "../../kit/Field";
import { Menu } from "../../kit/Menu";
import { Page } from "../../kit/Page";
import { BurnUp } from "./BurnUp";
import { HealthPanel } from "./HealthPanel";
import { HealthWords } from "./HealthWords";
import { ProjectGoals } from "./ProjectGoals";
import styles from "./Projects.module.css";
import { texts } from "./texts";
import { Updates } from "./Updates";

type Section = { key: string; title?: string; count?: number; tasks: readonly Task[] };
type Props = {
  TaskSections: ComponentType<{ label: string; sections: readonly Section[]; hideProject?: boolean }>;
  QuickAdd: ComponentType<{ suffix?: string }>;
  Written: ComponentType<{ about: LinkTo }>;
};

export function ProjectPage(others: Props) {
  const { id } = useParams({ from: "/projects/$id" });
  const detail = useOperation("projects.show", Number(id) as ProjectId);
  if (detail.error?.kind === "not_found")
    return (
      <Page title={texts.title}>
        <Empty title="This project is gone" text="It was deleted. Ctrl+Z brings it back." />
      </Page>
    );
  if (!detail.data)
    return <Page title="">{detail.error && <Notice tone="rubric">{detail.error.message}</Notice>}</Page>;
  return <Shown key={id} detail={detail.data} {...others} />;
}

function Shown({ detail, TaskSections, QuickAdd, Written }: Props & { detail: ProjectDetail }) {
  const project: Project = detail.line.project;
  const navigate = useNavigate();
  const areas = useOperation("areas.list", null);
  // By its number: two projects may have one name.
  const own = { group: "project", within: String(project.id) } as const;
  const open = useOperation("tasks.list", { filter: "is:open", ...own, limit: 500 });
  const done = useOperation("tasks.list", { filter: "is:done", ...own, limit: 50 });
  const update = useMutation("projects.update", { quiet: true });
  const remove = useMutation("projects.delete");
  const [notes, setNotes] = useState(project.notes);
  useEffect(() => setNotes(project.notes), [project.notes]);
  const sections = useMemo(
    () => [
      { key: "open", tasks: open.data?.tasks ?? [] },
      // Not all of them are listed, but all are counted.
      { key: "done", title: texts.done, count: done.data?.total ?? 0, tasks: done.data?.tasks ?? [] },
    ],
    [open.data, done.data],
  );
  const suffix = /\s/.test(project.name) ? `#"${project.name}"` : `#${project.name}`;
  return (
    <Page
      title={project.name}
      note={
        <span className={styles.note}>
          {texts.progress(project.done_tasks, project.done_tasks + project.open_tasks)}
          {detail.line.computed && <HealthWords health={detail.line.computed.health} />}
        </span>
      }
      actions={
        <>
          <div className={styles.select}>
            <Select
              label="Status"
              value={project.status}
              choices={Object.entries(texts.status).map(([value, label]) => ({ value, label }))}
              onChange={(status) => status && update.mutate({ id: project.id, status: status as ProjectStatus })}
            />
          </div>
          <div className={styles.select}>
            <Select
              label={texts.area}
              value={project.area === null ? null : String(project.area)}
              none={texts.noArea}
              choices={(areas.data ?? []).map((area) => ({ value: String(area.id), label: area.name }))}
              onChange={(area) =>
                update.mutate({ id: project.id, area: area === null ? null : (Number(area) as AreaId) })
              }
            />
          </div>
          <Menu
            entries={[
              {
                label: texts.delete,
                icon: <IconTrash size={15} stroke={1.7} />,
                danger: true,
                run: () => remove.mutate(project.id, { onSuccess: () => void navigate({ to: "/projects" }) }),
              },
            ]}
          >
            <IconButton label="More">
              <IconDots size={17} stroke={1.7} />
            </IconButton>
          </Menu>
        </>
      }
    >
      <TextArea
        className={styles.notes ?? ""}
        aria-label={texts.notes}
        placeholder={texts.notesEmpty}
        value={notes}
        rows={2}
        onChange={(event) => setNotes(event.target.value)}
        onBlur={() => {
          if (notes !== project.notes) update.mutate({ id: project.id, notes });
        }}
      />
      <div className={styles.pairs} data-quiet-fields>
        <Field label={texts.start}>
          {(id) => (
            <DayField
              id={id}
              label={texts.start}
              value={project.start}
              none={texts.noDay}
              onChange={(start) => update.mutate({ id: project.id, start })}
            />
          )}
        </Field>
        <Field label={texts.target}>
          {(id) => (
            <DayField
              id={id}
              label={texts.target}
              value={project.target}
              none={texts.noDay}
              onChange={(target) => update.mutate({ id: project.id, target })}
            />
          )}
        </Field>
        <Field label={texts.goal}>{() => <ProjectGoals project={project.id} />}</Field>
      </div>
      <QuickAdd suffix={suffix} />
      {open.data?.total === 0 && <Empty {...texts.empty} />}
      <TaskSections label={project.name} sections={sections} hideProject />
      <HealthPanel detail={detail} />
      <BurnUp detail={detail} />
      <Updates project={project.id} updates={detail.updates} />
      <Written about={{ kind: "project", id: project.id }} />
    </Page>
  );
}
