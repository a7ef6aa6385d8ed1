import type { ProjectDetail } from "../../api/bindings";
import { Chart } from "../../kit/Chart";
import { Section } from "../../kit/Page";
import { sayDay } from "../../kit/time";
import { texts } from "./texts";

const words = texts.burnUp;

/** Scope and done, week by week. */
export function BurnUp({ detail }: { detail: ProjectDetail }) {
  const last = detail.burn_up.at(-1);
  if (!last || detail.burn_up.length < 2) return null;
  return (
    <Section title={words.title}>
      <Chart
        label={words.label}
        summary={words.summary(last.done, last.scope)}
        points={detail.burn_up.map(({ day, scope, done }) => ({ x: day, scope, done }))}
        series={[
          { key: "scope", label: words.scope, kind: "dashed", colour: "--ink-3" },
          { key: "done", label: words.done, kind: "area" },
        ]}
        x={(day) => sayDay(day)}
        height={180}
        legend
      />
    </Section>
  );
}
