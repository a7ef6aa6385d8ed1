import { IconPlayerPause, IconPlayerPlay, IconRefresh } from "@tabler/icons-react";
import type { Job, Processing } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { Meter } from "../../kit/Meter";
import { Page, Section } from "../../kit/Page";
import { sayBytes, sayMoment, sayRemaining } from "../../kit/time";
import styles from "./Processing.module.css";
import { kindNames, texts } from "./texts";

export function ProcessingPage() {
  const status = useOperation("processing.status", null);
  const pause = useMutation("processing.pause");
  const retry = useMutation("processing.retry");
  const data = status.data;
  const jobs = (state: Job["state"]) => (data?.jobs ?? []).filter((job) => job.state === state);
  const queued = jobs("queued");
  return (
    <Page
      title={texts.title}
      note={texts.note}
      actions={
        data && (
          <Button
            icon={data.paused ? <IconPlayerPlay size={15} stroke={1.7} /> : <IconPlayerPause size={15} stroke={1.7} />}
            onClick={() => pause.mutate({ paused: !data.paused })}
            data-testid="processing-pause"
          >
            {data.paused ? texts.resume : texts.pause}
          </Button>
        )
      }
    >
      {status.error && <Notice tone="rubric">{status.error.message}</Notice>}
      {data && <Coverage data={data} />}
      {data && data.passages === 0 && data.jobs.length === 0 && <Empty {...texts.none} />}
      <Jobs title={texts.running} jobs={jobs("running")} />
      {data && data.needs_attention > 0 && (
        <Section
          title={texts.attention}
          count={data.needs_attention}
          tone="rubric"
          aside={
            <Button
              look="plain"
              icon={<IconRefresh size={14} stroke={1.7} />}
              onClick={() => retry.mutate({})}
              data-testid="retry-all"
            >
              {texts.retryAll}
            </Button>
          }
        >
          <ul className={styles.list}>
            {jobs("needs_attention").map((job) => (
              <li key={job.id} className={styles.failed}>
                <div className={styles.words}>
                  <p className={styles.title}>{job.title}</p>
                  <p className={styles.error}>{job.error && sentence(job.error)}</p>
                </div>
                <span className={styles.meta}>{texts.attempts(job.attempts)}</span>
                <Button onClick={() => retry.mutate({ id: job.id })}>{texts.retry}</Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Jobs title={texts.queued} jobs={queued.slice(0, 30)} count={data?.queued} />
      {data && data.queued > Math.min(30, queued.length) && (
        <p className={styles.rest}>{texts.queuedMore(data.queued - Math.min(30, queued.length))}</p>
      )}
      <FetchLog />
    </Page>
  );
}

/** Whom this computer has asked for pages. */
function FetchLog() {
  const lines = useOperation("fetch.log", null).data ?? [];
  if (lines.length === 0) return null;
  return (
    <Section title={texts.fetched}>
      <p className={styles.rest}>{texts.fetchedNote}</p>
      <ul className={styles.list} data-testid="fetch-log">
        {lines.slice(0, 30).map((line) => (
          <li key={line.id} className={styles.failed}>
            <div className={styles.words}>
              <p className={styles.title} title={line.url}>
                {line.host}
              </p>
              {line.error && <p className={styles.error}>{line.error}</p>}
            </div>
            <span className={styles.meta}>{line.error === null && sayBytes(line.bytes)}</span>
            <span className={styles.meta}>{sayMoment(line.at)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Coverage({ data }: { data: Processing }) {
  const busy = data.queued + data.running > 0;
  // What holds waiting jobs up, a model that is not there for instance; said once, not for each job.
  const reasons = [
    ...new Set(data.jobs.flatMap(({ state, error }) => (state === "queued" && error !== null ? [error] : []))),
  ].slice(0, 3);
  return (
    <div className={styles.coverage}>
      {data.passages > 0 && (
        <>
          <p className={styles.big} data-testid="coverage">
            {texts.passages(data.embedded, data.passages)}
          </p>
          <Meter label={texts.passages(data.embedded, data.passages)} value={data.embedded} max={data.passages} />
        </>
      )}
      <p className={styles.facts}>
        {!busy && data.passages > 0 && <span>{texts.idle}</span>}
        {data.remaining_seconds !== null && busy && (
          <span>{texts.remaining(sayRemaining(data.remaining_seconds))}</span>
        )}
        {data.done > 0 && <span>{texts.done(data.done)}</span>}
        {data.per_minute > 0 && busy && <span>{texts.rate(data.per_minute)}</span>}
        {data.embedder && <span>{texts.embedder(data.embedder)}</span>}
      </p>
      {data.paused && <Notice tone="ochre">{texts.paused}</Notice>}
      {reasons.map((reason) => (
        <Notice key={reason} tone="ochre">
          {sentence(reason)}
        </Notice>
      ))}
    </div>
  );
}

function Jobs({ title, jobs, count }: { title: string; jobs: readonly Job[]; count?: number | undefined }) {
  if (jobs.length === 0) return null;
  return (
    <Section title={title} count={count ?? jobs.length}>
      <ul className={styles.list}>
        {jobs.map((job) => (
          <li key={job.id} className={styles.job}>
            <span className={styles.kind}>{kindNames[job.kind] ?? job.kind}</span>
            <span className={styles.title}>{job.title}</span>
            {job.attempts > 1 && <span className={styles.meta}>{texts.attempts(job.attempts)}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
