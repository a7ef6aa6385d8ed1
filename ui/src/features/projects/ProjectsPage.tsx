import { Link, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import type { Project, ProjectStatus } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Empty } from "../../kit/Empty";
import { TextField } from "../../kit/Field";
import { Meter } from "../../kit/Meter";
import { Page, Section } from "../../kit/Page";
import styles from "./Projects.module.css";
import { texts } from "./texts";

const ORDER: readonly ProjectStatus[] = ["active", "on_hold", "done", "dropped"];

export function ProjectsPage() {
  const projects = useOperation("projects.list", null);
  const areas = useOperation("areas.list", null);
  const create = useMutation("projects.create");
  const [name, setName] = useState("");
  const { add } = useSearch({ from: "/projects" });
  const line = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (add) line.current?.focus();
  }, [add]);
  const colour = (project: Project) => areas.data?.find((area) => area.id === project.area)?.colour;
  return (
    <Page title={texts.title}>
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
      {ORDER.map((status) => {
        const list = (projects.data ?? []).filter((project) => project.status === status);
        if (list.length === 0) return null;
        return (
          <Section key={status} title={texts.status[status]} count={list.length}>
            <ul className={styles.list}>
              {list.map((project) => (
                <li key={project.id}>
                  <Link
                    to="/projects/$id"
                    params={{ id: String(project.id) }}
                    className={styles.row}
                    data-testid="project-row"
                  >
                    <span
                      className={styles.dot}
                      style={{ background: colour(project) ?? "var(--control)" }}
                      aria-hidden="true"
                    />
                    <span className={styles.name}>{project.name}</span>
                    <span className={styles.meter}>
                      <Meter
                        label={texts.progress(project.done_tasks, project.done_tasks + project.open_tasks)}
                        value={project.done_tasks}
                        max={project.done_tasks + project.open_tasks}
                      />
                    </span>
                    <span className={styles.count}>{texts.open(project.open_tasks)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
        );
      })}
    </Page>
  );
}
