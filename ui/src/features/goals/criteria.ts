// Criteria while they are edited: numbers are text until they are kept.
import type {
  CriterionId,
  CriterionInput,
  CriterionKind,
  CriterionReading,
  HabitId,
  MetricId,
  ProjectId,
} from "../../api/bindings";

export type DraftCriterion = {
  /** Its place in the form. */
  key: number;
  id: CriterionId | null;
  kind: CriterionKind;
  name: string;
  target: string;
  weight: string;
  project: ProjectId | null;
  habit: HabitId | null;
  metric: MetricId | null;
  base: string;
  days: string;
};

let keys = 0;

export function freshCriterion(kind: CriterionKind = "counter"): DraftCriterion {
  keys += 1;
  return {
    key: keys,
    id: null,
    kind,
    name: "",
    target: "",
    weight: "1",
    project: null,
    habit: null,
    metric: null,
    base: "",
    days: "30",
  };
}

export function draftOf(reading: CriterionReading): DraftCriterion {
  return {
    ...freshCriterion(reading.kind),
    id: reading.id,
    name: reading.name,
    target: reading.target === null ? "" : String(reading.target),
    weight: String(reading.weight),
    project: reading.project,
    habit: reading.habit,
    metric: reading.metric,
    base: reading.base === null ? "" : String(reading.base),
    days: reading.days === null ? "30" : String(reading.days),
  };
}

/** What a kind asks for besides its name. */
export const asksTarget = (kind: CriterionKind) => kind !== "yes_no" && kind !== "task_set";
export const asksHabit = (kind: CriterionKind) => kind === "habit_strength" || kind === "habit_count";
export const asksMetric = (kind: CriterionKind) => kind === "metric_at_least" || kind === "metric_at_most";
export const asksProject = (kind: CriterionKind) => kind === "task_set";

const number = (text: string) => (text.trim() === "" ? null : Number(text.replace(",", ".")));

/** As the core takes it; what is no number goes as none, and the core says what is missing. */
export function inputOf(draft: DraftCriterion): CriterionInput {
  const target = number(draft.target);
  const weight = number(draft.weight);
  const base = number(draft.base);
  const days = number(draft.days);
  return {
    id: draft.id,
    kind: draft.kind,
    name: draft.name.trim(),
    target: asksTarget(draft.kind) && target !== null && Number.isFinite(target) ? target : null,
    weight: weight !== null && Number.isFinite(weight) ? weight : 1,
    project: asksProject(draft.kind) ? draft.project : null,
    habit: asksHabit(draft.kind) ? draft.habit : null,
    metric: asksMetric(draft.kind) ? draft.metric : null,
    base: asksMetric(draft.kind) && base !== null && Number.isFinite(base) ? base : null,
    days: draft.kind === "habit_count" && days !== null && Number.isInteger(days) && days > 0 ? days : null,
  };
}
