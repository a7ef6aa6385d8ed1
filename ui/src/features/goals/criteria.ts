// Criteria while they are edited: numbers are text until they are kept.
import type { CriterionId, CriterionInput, CriterionKind, CriterionReading, ProjectId } from "../../api/bindings";

export type DraftCriterion = {
  /** Its place in the form. */
  key: number;
  id: CriterionId | null;
  kind: CriterionKind;
  name: string;
  target: string;
  weight: string;
  project: ProjectId | null;
};

let keys = 0;

export function freshCriterion(kind: CriterionKind = "counter"): DraftCriterion {
  keys += 1;
  return { key: keys, id: null, kind, name: "", target: "", weight: "1", project: null };
}

export function draftOf(reading: CriterionReading): DraftCriterion {
  return {
    ...freshCriterion(reading.kind),
    id: reading.id,
    name: reading.name,
    target: reading.target === null ? "" : String(reading.target),
    weight: String(reading.weight),
    project: reading.project,
  };
}

/** What a kind asks for besides its name. */
export const asksTarget = (kind: CriterionKind) => kind === "counter" || kind === "task_count";
export const asksProject = (kind: CriterionKind) => kind === "task_set";

const number = (text: string) => (text.trim() === "" ? null : Number(text.replace(",", ".")));

/** As the core takes it; what is no number goes as none, and the core says what is missing. */
export function inputOf(draft: DraftCriterion): CriterionInput {
  const target = number(draft.target);
  const weight = number(draft.weight);
  return {
    id: draft.id,
    kind: draft.kind,
    name: draft.name.trim(),
    target: asksTarget(draft.kind) && target !== null && Number.isFinite(target) ? target : null,
    weight: weight !== null && Number.isFinite(weight) ? weight : 1,
    project: asksProject(draft.kind) ? draft.project : null,
  };
}
