import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useState } from "react";
import type { ItemId, Project, ProjectId, Scope } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { DayField, TagsField, TextField } from "../../kit/Field";
import { Popover } from "../../kit/Popover";
import styles from "./Chat.module.css";
import { conditions, KIND_NAMES, KINDS, tidy } from "./conditions";
import { texts } from "./texts";

type Props = { scope: Scope; onScope: (scope: Scope) => void };

/** What the answers draw on, each condition with a way to take it off. Nothing means everything. */
export function ScopeChips({ scope, onScope }: Props) {
  const projects = useOperation("projects.list", null).data ?? [];
  const all = conditions(scope, projects, () => undefined);
  if (all.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={texts.scope} data-testid="scope-chips">
      {all.map(({ key, text, without }) => (
        <li key={key}>
          {key.startsWith("item ") ? (
            <ItemChip id={Number(key.slice(5)) as ItemId} onTake={() => onScope(without)} />
          ) : (
            <ScopeChip text={text} onTake={() => onScope(without)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function ItemChip({ id, onTake }: { id: ItemId; onTake: () => void }) {
  const item = useOperation("knowledge.get", id);
  return <ScopeChip text={item.data?.item.title ?? texts.oneItem} onTake={onTake} />;
}

function ScopeChip({ text, onTake }: { text: string; onTake: () => void }) {
  return (
    <button type="button" className={styles.scopeChip} aria-label={texts.takeOff(text)} onClick={onTake}>
      <span>{text}</span>
      <span aria-hidden="true">×</span>
    </button>
  );
}

export function ScopePicker({ scope, onScope }: Props) {
  return (
    <Popover
      label={texts.scope}
      width={340}
      button={(props) => (
        <Button
          look="plain"
          icon={<IconAdjustmentsHorizontal size={15} stroke={1.7} />}
          {...props}
          data-testid="chat-scope"
        >
          {Object.keys(tidy(scope)).length === 0 ? texts.everything : texts.narrowed}
        </Button>
      )}
    >
      {(close) => <ScopeForm scope={scope} onScope={onScope} close={close} />}
    </Popover>
  );
}

function ScopeForm({ scope, onScope, close }: Props & { close: () => void }) {
  const tags = useOperation("tags.list", null).data ?? [];
  const projects: readonly Project[] = useOperation("projects.list", null).data ?? [];
  const toggle = <T,>(list: readonly T[] | null | undefined, one: T) =>
    list?.includes(one) ? list.filter((other) => other !== one) : [...(list ?? []), one];
  const set = (change: Scope) => onScope(tidy({ ...scope, ...change }));
  return (
    <div className={styles.scope} data-testid="scope-form">
      <h3>{texts.scopeKinds}</h3>
      <div className={styles.toggles}>
        {KINDS.map((kind) => (
          <Toggle
            key={kind}
            on={scope.kinds?.includes(kind) ?? false}
            text={KIND_NAMES[kind]}
            onClick={() => set({ kinds: toggle(scope.kinds, kind) })}
          />
        ))}
      </div>
      {projects.length > 0 && <h3>{texts.scopeProjects}</h3>}
      <div className={styles.toggles}>
        {projects.slice(0, 12).map((project) => (
          <Toggle
            key={project.id}
            on={scope.projects?.includes(project.id) ?? false}
            text={project.name}
            onClick={() => set({ projects: toggle<ProjectId>(scope.projects, project.id) })}
          />
        ))}
      </div>
      <h3>{texts.scopeTags}</h3>
      <TagsField
        label={texts.scopeTags}
        value={scope.tags ?? []}
        known={tags.map((tag) => tag.name)}
        onChange={(next) => set({ tags: next })}
      />
      <h3>{texts.scopeDays}</h3>
      <div className={styles.days}>
        <DayField label={texts.scopeFrom} value={scope.after ?? null} onChange={(day) => set({ after: day })} />
        <span>{texts.scopeTo}</span>
        <DayField label={texts.scopeUntil} value={scope.before ?? null} onChange={(day) => set({ before: day })} />
      </div>
      <h3>{texts.scopeItems}</h3>
      <Items chosen={scope.items ?? []} onToggle={(id) => set({ items: toggle<ItemId>(scope.items, id) })} />
      <Button
        look="plain"
        onClick={() => {
          onScope({});
          close();
        }}
      >
        {texts.clearScope}
      </Button>
    </div>
  );
}

function Items({ chosen, onToggle }: { chosen: readonly ItemId[]; onToggle: (id: ItemId) => void }) {
  const [text, setText] = useState("");
  const found = useOperation("knowledge.list", { text: text.trim(), limit: 6 }, { keep: true });
  return (
    <>
      <TextField
        type="search"
        aria-label={texts.findItem}
        placeholder={texts.findItem}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.toggles}>
        {(found.data?.items ?? []).map((item) => (
          <Toggle key={item.id} on={chosen.includes(item.id)} text={item.title} onClick={() => onToggle(item.id)} />
        ))}
      </div>
    </>
  );
}

function Toggle({ on, text, onClick }: { on: boolean; text: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.toggle} aria-pressed={on} onClick={onClick}>
      {text}
    </button>
  );
}
