import type { CheckIn, GoalId } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Chip } from "../../kit/Chip";
import { StatusNotes } from "../../kit/StatusNotes";
import { confidenceNames, texts } from "./texts";

const tones = { on_track: "accent", at_risk: "ochre", off_track: "rubric" } as const;

/** Dated notes of how it goes, with how sure one is. */
export function CheckIns({ goal, checkIns }: { goal: GoalId; checkIns: readonly CheckIn[] }) {
  const add = useMutation("goals.check_in");
  const remove = useMutation("goals.remove_check_in");
  const { title, ...words } = texts.checkIns;
  return (
    <StatusNotes
      title={title}
      words={{ ...words, names: confidenceNames }}
      notes={checkIns.map(({ confidence: status, ...one }) => ({ ...one, status }))}
      initial="on_track"
      show={(confidence) => <Chip tone={tones[confidence]}>{confidenceNames[confidence]}</Chip>}
      onAdd={(confidence, note, onSuccess) => add.mutate({ goal, confidence, note }, { onSuccess })}
      onRemove={(id) => remove.mutate(id as CheckIn["id"])}
    />
  );
}
