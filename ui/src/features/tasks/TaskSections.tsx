import { useMemo } from "react";
import { sectionRows, type TaskSection } from "./rows";
import { TaskList } from "./TaskList";

/** A task list out of a few groups: Today, a project, the inbox. */
export function TaskSections({
  label,
  sections,
  hideProject,
  hideDay,
}: {
  label: string;
  sections: readonly TaskSection[];
  hideProject?: boolean;
  hideDay?: string;
}) {
  const rows = useMemo(() => sectionRows(sections), [sections]);
  return (
    <TaskList label={label} rows={rows} {...(hideProject ? { hideProject } : {})} {...(hideDay ? { hideDay } : {})} />
  );
}
