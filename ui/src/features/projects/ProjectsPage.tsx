import { Link, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { ProjectLine, ProjectStatus } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Empty } from "../../kit/Empty";
import { TextField } from "../../kit/Field";
import { Meter } from "../../kit/Meter";
import { Page, Section } from "../../kit/Page";
import { Segments } from "../../kit/Switch";
import { HealthWords } from "./HealthWords";
import styles from "./Projects.module.css";
import { texts } from "./texts";

const ORDER: readonly ProjectStatus[] = ["active", "on_hold", "done", "dropped"];
type Shown = ProjectStatus | "all";

export function ProjectsPage() {
  const projects = useOperation("projects.overview", null);
  const areas = useOperation("areas.list", null);
  const create = useMutation("projects.create");
  const [name, setName] = useState("");
  const [shown, setShown] = useState<Shown>("all");
  const { add } = useSearch({ from: "/projects" });
  const line = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (add) line.current?.focus();
  }, [add]);
  const all = projects.data ?? [];
  const there = ORDER.filter((status) => all.some((one) => one.project.status === status));
  const choices = [
    { value: "all" as Shown, label: texts.all },
    ...there.map((status) => ({ value: status as Shown, label: texts.status[status] })),
  ];
  const active = all.filter((one) => one.project.status === "active" && (shown === "all" || shown === "active"));
  const groups = [...(areas.data ?? []), null].map((area) => ({
    area,
    lines: active.filter((one) => one.project.area === (area?.id ?? null)),
  }));
  const others = there.filter((status) => status !== "active" && (shown === "all" || shown === status));
  return (
    <Page
      title={texts.title}
      actions={there.length > 1 && <Segments label={texts.show} value={shown} choices={choices} onChange={setShown} />}
    >
      <TextField
        ref={line}
        aria-label={texts.addLabel}
        placeholder={texts.add}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && name.trim())
            create.mutate({ name: name.trim() }, { onSuccess: () => setName("") });
        }}
      />
      {projects.data?.length === 0 && <Empty {...texts.none} />}
      {groups
        .filter(({ lines }) => lines.length > 0)
        .map(({ area, lines }) => (
          <Section
            key={area?.id ?? 0}
            title={area?.name ?? texts.noArea}
            count={lines.length}
            aside={
              area && (
                <Link to="/areas/$id" params={{ id: String(area.id) }} className={styles.quiet}>
                  {texts.openArea}
                </Link>
              )
            }
          >
            <Rows lines={lines} colour={area?.colour} />
          </Section>
        ))}
      {others.map((status) => {
        const lines = all.filter((one) => one.project.status === status);
        return (
          <Section key={status} title={texts.status[status]} count={lines.length}>
            <Rows lines={lines} />
          </Section>
        );
      })}
    </Page>
  );
}

function Rows({ lines, colour }: { lines: readonly ProjectLine[]; colour?: string | undefined }) {
  return (
    <ul className={styles.list}>
      {lines.map(({ project, computed, declared, disagree }) => (
        <li key={project.id}>
          <Link to="/projects/$id" params={{ id: String(project.id) }} className={styles.row} data-testid="project-row">
            <span className={styles.dot} style={{ background: colour ?? "var(--control)" }} aria-hidden="true" />
            <span className={styles.name}>{project.name}</span>
            {disagree && <span className={styles.differs}>{texts.differs}</span>}
            <span className={styles.healthColumn}>
              {computed ? (
                <HealthWords health={computed.health} />
              ) : (
                declared && project.status === "active" && <HealthWords health={declared} text={texts.said} />
              )}
            </span>
            <span className={styles.meter}>
              <Meter
                label={texts.progress(project.done_tasks, project.done_tasks + project.open_tasks)}
                value={project.done_tasks}
                max={project.done_tasks + project.open_tasks}
              />
            </span>
            <span className={styles.count}>
              {project.status === "done" || project.status === "dropped" ? "" : texts.open(project.open_tasks)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
