import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { DigestSection } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { routeOfThing } from "../../api/things";
import { IconButton } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Page, Section } from "../../kit/Page";
import { addDays, sayFullDay } from "../../kit/time";
import { usePageKeys } from "../../kit/usePageKeys";
import styles from "./Digest.module.css";
import { texts } from "./texts";

/** What a day asks for and what came before it, on at most one screen. */
export function DigestPage() {
  const [asked, setAsked] = useState<string | null>(null);
  const { data, error } = useOperation("digest.day", asked === null ? {} : { day: asked }, { keep: true });
  const turn = (days: number) => data && setAsked(addDays(data.day, days));
  usePageKeys({ left: () => turn(-1), right: () => turn(1) });
  return (
    <Page
      title={texts.title}
      note={data && sayFullDay(data.day)}
      actions={
        <>
          <IconButton label={texts.earlier} keys="left" onClick={() => turn(-1)}>
            <IconChevronLeft size={17} stroke={1.7} />
          </IconButton>
          <IconButton label={texts.later} keys="right" onClick={() => turn(1)}>
            <IconChevronRight size={17} stroke={1.7} />
          </IconButton>
        </>
      }
    >
      {error && <Notice tone="rubric">{error.message}</Notice>}
      {data?.sections.length === 0 && <Empty {...texts.nothing} />}
      {data?.sections.map((section) => (
        <Facts key={section.key} section={section} />
      ))}
      {data && data.sections.length > 0 && <p className={styles.note}>{texts.note}</p>}
    </Page>
  );
}

function Facts({ section }: { section: DigestSection }) {
  const more = section.total - section.lines.length;
  return (
    <Section
      title={section.title}
      count={section.total}
      {...(section.key === "overdue" ? { tone: "rubric" as const } : {})}
    >
      <ul className={styles.lines}>
        {section.lines.map((line, at) => (
          <li key={`${line.to?.kind}${line.to?.id}:${at}`} className={styles.line}>
            {line.to ? (
              <Link to={routeOfThing(line.to.kind, line.to.id)} className={styles.title}>
                {line.title}
              </Link>
            ) : (
              <span className={styles.title}>{line.title}</span>
            )}
            {line.detail && <span className={styles.detail}>{line.detail}</span>}
          </li>
        ))}
        {more > 0 && (
          <li className={styles.detail}>
            {section.key === "overdue" ? (
              <Link to="/tasks" search={{ filter: "is:overdue" }}>
                {texts.more(more)}
              </Link>
            ) : (
              texts.more(more)
            )}
          </li>
        )}
      </ul>
    </Section>
  );
}
