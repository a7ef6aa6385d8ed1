import type { ProjectId, ProjectUpdate } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { StatusNotes } from "../../kit/StatusNotes";
import { HealthWords } from "./HealthWords";
import { healthNames, texts } from "./texts";

/** What a person says of the project, day by day. */
export function Updates({ project, updates }: { project: ProjectId; updates: readonly ProjectUpdate[] }) {
  const report = useMutation("projects.report");
  const remove = useMutation("projects.remove_update");
  const { title, ...words } = texts.updates;
  return (
    <StatusNotes
      title={title}
      words={{ ...words, names: healthNames }}
      notes={updates.map(({ health: status, ...one }) => ({ ...one, status }))}
      initial={updates[0]?.health ?? "on_track"}
      show={(health) => <HealthWords health={health} />}
      onAdd={(health, note, onSuccess) => report.mutate({ project, health, note }, { onSuccess })}
      onRemove={(id) => remove.mutate(id as ProjectUpdate["id"])}
    />
  );
}
