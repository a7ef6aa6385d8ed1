import { useState } from "react";
import type { TaskPatch } from "../../api/bindings";
import { useClient, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { DayPicker, TagsField, TextField } from "../../kit/Field";
import { Keys } from "../../kit/Keys";
import { openMenu, targets, useActive } from "./active";
import styles from "./TaskList.module.css";
import { priorityNames, texts } from "./texts";

const titles = { schedule: texts.schedule, priority: texts.priority, project: texts.move, tag: texts.tag };

/** The small dialogs behind d, p, m and l. They act on the selection, or on the focused task. */
export function BulkMenu({ apply }: { apply: (patch: TaskPatch) => void }) {
  const menu = useActive((active) => active.menu);
  const close = () => openMenu(null);
  const done = (patch: TaskPatch) => {
    close();
    apply(patch);
  };
  const list = menu ? targets() : [];
  return (
    <Dialog title={menu ? titles[menu] : ""} open={menu !== null} onClose={close}>
      <p className={styles.target}>{list.length === 1 ? list[0]?.title : texts.count(list.length)}</p>
      {menu === "schedule" && (
        <DayPicker
          value={null}
          onPick={(day) =>
            done({ scheduled: day === null ? null : { day, at: null }, ...(day ? { status: "todo" } : {}) })
          }
        />
      )}
      {menu === "priority" && (
        <div
          className={styles.choices}
          role="group"
          aria-label={texts.priority}
          onKeyDown={(event) => {
            if (/^[1-4]$/.test(event.key)) done({ priority: Number(event.key) });
            else if (event.key === "0") done({ priority: null });
          }}
        >
          {[1, 2, 3, 4].map((priority) => (
            <button
              key={priority}
              type="button"
              data-autofocus={priority === 1 || undefined}
              className={styles.choice}
              onClick={() => done({ priority })}
            >
              {priorityNames[priority]}
              <Keys keys={String(priority)} />
            </button>
          ))}
          <button type="button" className={styles.choice} onClick={() => done({ priority: null })}>
            {texts.noPriority}
          </button>
        </div>
      )}
      {menu === "project" && (
        <ProjectChoices
          onPick={(project) => done({ project, ...(project === null ? {} : { status: "todo" }) } as TaskPatch)}
        />
      )}
      {menu === "tag" && <TagChoices onDone={close} />}
    </Dialog>
  );
}

function ProjectChoices({ onPick }: { onPick: (project: TaskPatch["project"]) => void }) {
  const projects = useOperation("projects.list", null);
  const [text, setText] = useState("");
  const shown = (projects.data ?? []).filter(
    (project) => project.status === "active" && project.name.toLowerCase().includes(text.trim().toLowerCase()),
  );
  return (
    <div className={styles.menuCard}>
      <TextField
        data-autofocus
        aria-label="Find a project"
        placeholder="Find a project"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && shown[0]) onPick(shown[0].id);
        }}
      />
      <div className={styles.choices}>
        {shown.map((project) => (
          <button key={project.id} type="button" className={styles.choice} onClick={() => onPick(project.id)}>
            {project.name}
          </button>
        ))}
        <button type="button" className={styles.choice} onClick={() => onPick(null)}>
          {texts.noProject}
        </button>
      </div>
    </div>
  );
}

/** Adds and removes tags; tags that only some of the tasks have are left alone. Same tags, same call: one undo each. */
function TagChoices({ onDone }: { onDone: () => void }) {
  const client = useClient();
  const known = useOperation("tags.list", null).data ?? [];
  const [list] = useState(targets);
  const shared = (list[0]?.tags ?? []).filter((tag) => list.every((task) => task.tags.includes(tag)));
  const [tags, setTags] = useState<string[]>(shared);
  const save = () => {
    const groups = new Map<string, { ids: (typeof list)[number]["id"][]; tags: string[] }>();
    for (const task of list) {
      const next = [...new Set([...task.tags.filter((tag) => !shared.includes(tag)), ...tags])];
      const key = JSON.stringify([...next].sort());
      const group = groups.get(key) ?? { ids: [], tags: next };
      group.ids.push(task.id);
      groups.set(key, group);
    }
    onDone();
    for (const group of groups.values())
      void client.write("tasks.edit", { ids: group.ids, patch: { tags: group.tags } }).catch(() => undefined);
  };
  return (
    <div className={styles.menuCard}>
      <TagsField label="Tags" value={tags} known={known.map((tag) => tag.name)} onChange={setTags} />
      <Button look="primary" style={{ marginTop: 10 }} onClick={save}>
        Apply
      </Button>
    </div>
  );
}
