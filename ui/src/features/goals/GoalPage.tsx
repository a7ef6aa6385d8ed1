import { IconDots, IconTrash } from "@tabler/icons-react";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type ComponentType, useEffect, useState } from "react";
import type { AreaId, GoalDetail, GoalId, GoalPatch, GoalStatus, LinkTo } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { Empty, Notice } from "../../kit/Empty";
import { DayField, Field, Select, TextArea, TextField } from "../../kit/Field";
import { Menu } from "../../kit/Menu";
import { Meter } from "../../kit/Meter";
import { Page, Section } from "../../kit/Page";
import { CheckIns } from "./CheckIns";
import { Contributions } from "./Contributions";
import { Criteria } from "./Criteria";
import { GoalChart } from "./GoalChart";
import { GoalLinks } from "./GoalLinks";
import styles from "./Goals.module.css";
import { GoalRow } from "./GoalsPage";
import { statusNames, texts } from "./texts";

type Props = { Written: ComponentType<{ about: LinkTo }> };

export function GoalPage({ Written }: Props) {
  const { id } = useParams({ from: "/goals/$id" });
  const detail = useOperation("goals.show", Number(id) as GoalId);
  if (detail.error)
    return (
      <Page title={texts.title}>
        {detail.error.kind === "not_found" ? (
          <Empty {...texts.gone} />
        ) : (
          <Notice tone="rubric">{detail.error.message}</Notice>
        )}
      </Page>
    );
  return detail.data ? <Shown key={id} detail={detail.data} Written={Written} /> : <Page title="">{null}</Page>;
}

function Shown({ detail, Written }: Props & { detail: GoalDetail }) {
  const navigate = useNavigate();
  const { line, above, below, forecast } = detail;
  const { goal, pace } = line;
  const update = useMutation("goals.update", { quiet: true });
  const remove = useMutation("goals.delete");
  const save = (patch: Omit<GoalPatch, "id">) => update.mutate({ id: goal.id, ...patch });
  const behind = (pace?.buffer_days ?? 0) < 0;
  return (
    <Page
      title={goal.name}
      note={
        above.length > 0 && (
          <span className={styles.above}>
            {above.map((one) => (
              <Link key={one.id} to="/goals/$id" params={{ id: String(one.id) }}>
                {one.name}
              </Link>
            ))}
          </span>
        )
      }
      actions={
        <>
          <div className={styles.status}>
            <Select
              label={texts.status}
              value={goal.status}
              choices={Object.entries(statusNames).map(([value, label]) => ({ value, label }))}
              onChange={(status) => status && save({ status: status as GoalStatus })}
            />
          </div>
          <Menu
            entries={[
              {
                label: texts.delete,
                icon: <IconTrash size={15} stroke={1.7} />,
                danger: true,
                run: () => remove.mutate(goal.id, { onSuccess: () => void navigate({ to: "/goals", search: {} }) }),
              },
            ]}
          >
            <IconButton label="More">
              <IconDots size={17} stroke={1.7} />
            </IconButton>
          </Menu>
        </>
      }
    >
      {line.measurable && (
        <div className={styles.standing}>
          <span className={styles.large}>{texts.share(line.share)}</span>
          <div className={styles.wide}>
            <Meter
              label={`${goal.name}: ${texts.share(line.share)}`}
              value={line.share * 100}
              max={100}
              {...(behind ? { tone: "ochre" as const } : {})}
            />
          </div>
          {pace && (
            <span className={styles.pace} data-tone={pace.overdue ? "rubric" : behind ? "ochre" : undefined}>
              {pace.says}
            </span>
          )}
          {line.likely && <span className={styles.quiet}>{texts.likely(line.likely)}</span>}
        </div>
      )}
      <Why why={goal.why} onSave={(why) => save({ why })} />
      <Properties detail={detail} save={save} />
      {line.measurable && (
        <Section title={texts.chart.title}>
          <GoalChart detail={detail} />
          <p className={styles.help}>
            {forecast.earliest
              ? texts.chart.interval(forecast.earliest, forecast.latest, forecast.weeks)
              : forecast.none_because
                ? texts.chart.none(forecast.none_because)
                : ""}{" "}
            {detail.changed.length > 0 && texts.chart.changed(detail.changed)}
          </p>
          <Milestones detail={detail} />
        </Section>
      )}
      <Criteria detail={detail} />
      {below.length > 0 && (
        <Section title={texts.below} count={below.length}>
          <ul className={styles.list}>
            {below.map((one) => (
              <li key={one.goal.id}>
                <GoalRow line={one} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {line.measurable && <Contributions detail={detail} />}
      <GoalLinks detail={detail} />
      <CheckIns goal={goal.id} checkIns={detail.check_ins} />
      <Written about={{ kind: "goal", id: goal.id }} />
    </Page>
  );
}

/** The title, to be written over. */
function Name({ id, name, onSave }: { id: string; name: string; onSave: (name: string) => void }) {
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  return (
    <TextField
      id={id}
      boxed={false}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        if (text.trim() && text.trim() !== name) onSave(text.trim());
        else setText(name);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}

function Why({ why, onSave }: { why: string; onSave: (why: string) => void }) {
  const [text, setText] = useState(why);
  useEffect(() => setText(why), [why]);
  return (
    <TextArea
      className={styles.why ?? ""}
      aria-label={texts.why}
      placeholder={texts.whyEmpty}
      value={text}
      rows={2}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        if (text !== why) onSave(text);
      }}
    />
  );
}

function Properties({ detail, save }: { detail: GoalDetail; save: (patch: Omit<GoalPatch, "id">) => void }) {
  const { goal } = detail.line;
  const areas = useOperation("areas.list", null).data ?? [];
  const goals = useOperation("goals.list", null).data ?? [];
  return (
    <div className={styles.pairs} data-quiet-fields>
      <div className={styles.both}>
        <Field label={texts.name}>{(id) => <Name id={id} name={goal.name} onSave={(name) => save({ name })} />}</Field>
      </div>
      <Field label={texts.start}>
        {(id) => (
          <DayField
            id={id}
            label={texts.start}
            value={goal.start}
            onChange={(start) => start !== null && save({ start })}
          />
        )}
      </Field>
      <Field label={texts.target}>
        {(id) => (
          <DayField
            id={id}
            label={texts.target}
            value={goal.target}
            none={texts.noTarget}
            onChange={(target) => save({ target })}
          />
        )}
      </Field>
      <Field label={texts.area}>
        {(id) => (
          <Select
            id={id}
            label={texts.area}
            value={goal.area === null ? null : String(goal.area)}
            none={texts.noArea}
            choices={areas.map((one) => ({ value: String(one.id), label: one.name }))}
            onChange={(area) => save({ area: area === null ? null : (Number(area) as AreaId) })}
          />
        )}
      </Field>
      <Field label={texts.parent}>
        {(id) => (
          <Select
            id={id}
            label={texts.parent}
            value={goal.parent === null ? null : String(goal.parent)}
            none={texts.noParent}
            search
            choices={goals
              .filter((one) => one.goal.id !== goal.id)
              .map((one) => ({ value: String(one.goal.id), label: one.goal.name }))}
            onChange={(parent) => save({ parent: parent === null ? null : (Number(parent) as GoalId) })}
          />
        )}
      </Field>
    </div>
  );
}

function Milestones({ detail }: { detail: GoalDetail }) {
  const reached = detail.milestones.filter((one) => one.day !== null);
  if (reached.length === 0) return null;
  return (
    <ul className={styles.milestones} aria-label={texts.milestones}>
      {reached.map(({ percent, day }) => (
        <li key={percent}>{texts.milestone(percent, day ?? "")}</li>
      ))}
    </ul>
  );
}
