import { IconAdjustmentsHorizontal, IconArrowUp, IconPlayerStopFilled } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ProjectId, Scope } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { TagsField } from "../../kit/Field";
import { Popover } from "../../kit/Popover";
import styles from "./Chat.module.css";
import { texts } from "./texts";

type Props = {
  busy: boolean;
  scope: Scope;
  onScope: (scope: Scope) => void;
  onAsk: (text: string) => void;
  onStop: () => void;
};

export function AskBox({ busy, scope, onScope, onAsk, onStop }: Props) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    if (text) element.style.height = `${Math.min(200, element.scrollHeight)}px`;
  }, [text]);
  const send = () => {
    if (busy || !text.trim()) return;
    onAsk(text.trim());
    setText("");
  };
  return (
    <div className={styles.askFrame}>
      <div className={styles.ask}>
        <textarea
          ref={field}
          rows={1}
          className={styles.askField}
          aria-label={texts.label}
          placeholder={texts.placeholder}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              send();
            } else if (event.key === "Escape" && busy) onStop();
          }}
          data-testid="chat-box"
        />
        <div className={styles.askFoot}>
          <ScopePicker scope={scope} onScope={onScope} />
          {busy ? (
            <Button icon={<IconPlayerStopFilled size={13} />} keys="escape" onClick={onStop} data-testid="chat-stop">
              {texts.stop}
            </Button>
          ) : (
            <IconButton
              label={texts.send}
              keys="enter"
              className={styles.send ?? ""}
              disabled={!text.trim()}
              onClick={send}
              data-testid="chat-send"
            >
              <IconArrowUp size={17} stroke={2} />
            </IconButton>
          )}
        </div>
      </div>
    </div>
  );
}

const KINDS = ["task", "note", "markdown", "text", "html", "pdf", "docx", "epub"] as const;
const KIND_NAMES: Record<(typeof KINDS)[number], string> = {
  task: "Tasks",
  note: "Notes",
  markdown: "Markdown",
  text: "Text",
  html: "Web pages",
  pdf: "PDF",
  docx: "Word",
  epub: "Books",
};

function ScopePicker({ scope, onScope }: { scope: Scope; onScope: (scope: Scope) => void }) {
  const tags = useOperation("tags.list", null).data ?? [];
  const projects = useOperation("projects.list", null).data ?? [];
  const words = [
    ...(scope.kinds ?? []).map((kind) => KIND_NAMES[kind as (typeof KINDS)[number]] ?? kind),
    ...(scope.tags ?? []).map((tag) => `@${tag}`),
    ...(scope.projects ?? []).map((id) => projects.find((project) => project.id === id)?.name ?? ""),
  ];
  const toggle = <T,>(list: readonly T[] | null | undefined, one: T) =>
    list?.includes(one) ? list.filter((other) => other !== one) : [...(list ?? []), one];
  const set = (change: Scope) => {
    const next = { ...scope, ...change };
    onScope(
      Object.fromEntries(
        Object.entries(next).filter(([, value]) => !Array.isArray(value) || value.length > 0),
      ) as Scope,
    );
  };
  return (
    <Popover
      label={texts.scope}
      width={320}
      button={(props) => (
        <Button
          look="plain"
          icon={<IconAdjustmentsHorizontal size={15} stroke={1.7} />}
          {...props}
          data-testid="chat-scope"
        >
          {words.length === 0 ? texts.everything : words.join(", ")}
        </Button>
      )}
    >
      {(close) => (
        <div className={styles.scope}>
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
      )}
    </Popover>
  );
}

function Toggle({ on, text, onClick }: { on: boolean; text: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.toggle} aria-pressed={on} onClick={onClick}>
      {text}
    </button>
  );
}
