import { useState } from "react";
import type { BulkEdit, TaskPatch, TaskStatus } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { DayPicker, TagsField, TextField } from "../../kit/Field";
import { Keys } from "../../kit/Keys";
import { openMenu, targetCount, targets, useActive } from "./active";
import styles from "./TaskList.module.css";
import { priorityNames, statusNames, texts } from "./texts";

type Change = Pick<BulkEdit, "patch" | "add_tags" | "remove_tags">;

const titles = {
  schedule: texts.schedule,
  deadline: texts.panel.deadline,
  priority: texts.priority,
  project: texts.move,
  tag: texts.tag,
  status: texts.panel.status,
};

/** The small dialogs behind d, D, p, m, s and l. They act on the selection, or on the focused task. */
export function BulkMenu({ apply }: { apply: (change: Change) => void }) {
  const menu = useActive((active) => active.menu);
  const close = () => openMenu(null);
  const done = (patch: TaskPatch) => {
    close();
    apply({ patch });
  };
  const list = menu ? targets() : [];
  const count = menu ? targetCount() : 0;
  return (
    <Dialog title={menu ? titles[menu] : ""} open={menu !== null} onClose={close}>
      <p className={styles.target}>{count === 1 ? list[0]?.title : texts.count(count)}</p>
      {menu === "schedule" && (
        <DayPicker
          value={null}
          onPick={(day) =>
            done({ scheduled: day === null ? null : { day, at: null }, ...(day ? { status: "todo" } : {}) })
          }
        />
      )}
      {menu === "deadline" && (
        <DayPicker value={null} onPick={(day) => done({ deadline: day === null ? null : { day, at: null } })} />
      )}
      {menu === "status" && (
        <div className={styles.choices} role="group" aria-label={texts.panel.status}>
          {(Object.keys(statusNames) as TaskStatus[]).map((status) => (
            <button key={status} type="button" className={styles.choice} onClick={() => done({ status })}>
              {statusNames[status]}
            </button>
          ))}
        </div>
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
      {menu === "tag" && (
        <TagChoices
          onDone={(change) => {
            close();
            apply(change);
          }}
        />
      )}
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

/** Adds and removes tags; tags that only some of the tasks have are left alone. */
function TagChoices({ onDone }: { onDone: (change: Change) => void }) {
  const known = useOperation("tags.list", null).data ?? [];
  const [list] = useState(targets);
  const shared = (list[0]?.tags ?? []).filter((tag) => list.every((task) => task.tags.includes(tag)));
  const [tags, setTags] = useState<string[]>(shared);
  return (
    <div className={styles.menuCard}>
      <TagsField label="Tags" value={tags} known={known.map((tag) => tag.name)} onChange={setTags} />
      <Button
        look="primary"
        style={{ marginTop: 10 }}
        onClick={() =>
          onDone({
            add_tags: tags.filter((tag) => !shared.includes(tag)),
            remove_tags: shared.filter((tag) => !tags.includes(tag)),
          })
        }
      >
        Apply
      </Button>
    </div>
  );
}
