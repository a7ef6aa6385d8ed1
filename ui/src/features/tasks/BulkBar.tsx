// What can be done with the selection; its menus also open by key for the focused task alone.
import {
  IconCalendar,
  IconCheck,
  IconCircleHalf2,
  IconFlag,
  IconFlag3,
  IconFolder,
  IconHash,
  IconTrash,
  IconX,
} from "@tabler/icons-react";
import type { BulkEdit } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { activeList, chosen, openMenu, selectedCount, targets, useActive } from "./active";
import { BulkMenu } from "./BulkMenu";
import { askScope } from "./scope";
import styles from "./TaskList.module.css";
import { texts } from "./texts";

const ICON = { size: 15, stroke: 1.7, "aria-hidden": true } as const;

export function BulkBar() {
  const count = useActive(selectedCount);
  const bulk = useMutation("tasks.bulk");
  const apply = (change: Omit<BulkEdit, "verb">) => bulk.mutate({ verb: "edit", ...chosen(), ...change });
  return (
    <>
      <BulkMenu apply={apply} />
      {count > 0 && (
        <div className={styles.bulk} role="toolbar" aria-label={texts.selected(count)} data-testid="bulk-bar">
          <span className={styles.bulkCount}>{texts.selected(count)}</span>
          <Button
            look="plain"
            icon={<IconCheck {...ICON} />}
            onClick={() => {
              bulk.mutate({ verb: "complete", ...chosen() });
              activeList()?.finish();
            }}
          >
            {texts.complete}
          </Button>
          <Button look="plain" icon={<IconFlag {...ICON} />} onClick={() => openMenu("priority")}>
            {texts.priority}
          </Button>
          <Button look="plain" icon={<IconCalendar {...ICON} />} onClick={() => openMenu("schedule")}>
            {texts.schedule}
          </Button>
          <Button look="plain" icon={<IconFlag3 {...ICON} />} onClick={() => openMenu("deadline")}>
            {texts.panel.deadline}
          </Button>
          <Button look="plain" icon={<IconCircleHalf2 {...ICON} />} onClick={() => openMenu("status")}>
            {texts.panel.status}
          </Button>
          <Button look="plain" icon={<IconFolder {...ICON} />} onClick={() => openMenu("project")}>
            {texts.move}
          </Button>
          <Button look="plain" icon={<IconHash {...ICON} />} onClick={() => openMenu("tag")}>
            {texts.tag}
          </Button>
          <IconButton
            label={texts.delete}
            keys="delete"
            onClick={async () => {
              const which = chosen();
              const scope = await askScope("delete", targets());
              if (scope === null) return;
              activeList()?.clear();
              bulk.mutate({ verb: "delete", ...which, ...(scope ? { scope } : {}) });
            }}
          >
            <IconTrash {...ICON} />
          </IconButton>
          <IconButton label={texts.clear} keys="escape" onClick={() => activeList()?.clear()}>
            <IconX {...ICON} />
          </IconButton>
        </div>
      )}
    </>
  );
}
