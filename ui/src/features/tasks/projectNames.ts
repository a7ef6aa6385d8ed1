import { useCallback, useMemo } from "react";
import type { ProjectId } from "../../api/bindings";
import { useOperation } from "../../api/react";

/** Name and area colour of a project, for rows. */
export function useProjectNames() {
  const projects = useOperation("projects.list", null).data;
  const areas = useOperation("areas.list", null).data;
  const names = useMemo(() => {
    const colours = new Map((areas ?? []).map((area) => [area.id, area.colour]));
    return new Map(
      (projects ?? []).map((project) => [
        project.id,
        { name: project.name, colour: project.area === null ? undefined : colours.get(project.area) },
      ]),
    );
  }, [projects, areas]);
  return useCallback((id: ProjectId | null) => (id === null ? undefined : names.get(id)), [names]);
}
