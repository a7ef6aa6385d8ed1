import type { AreaId } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { todayIso } from "../../kit/time";
import { TodayHabits } from "./TodayHabits";
import { texts } from "./texts";

/** The habits of an area, ticked or counted where they stand. */
export function AreaHabits({ area }: { area: AreaId }) {
  const habits = (useOperation("habits.list", {}).data ?? []).filter(({ habit }) => habit.area === area);
  const today = habits.find((one) => one.days.length > 0)?.days.at(-1)?.day ?? todayIso();
  return <TodayHabits habits={habits} day={today} title={texts.title} />;
}
