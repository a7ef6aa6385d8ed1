// What is chosen on the timeline, and what can be done with it.
import { IconArrowsSplit2, IconDots, IconPencil, IconPin, IconPinnedOff, IconTrash } from "@tabler/icons-react";
import { Button, IconButton } from "../../kit/Button";
import { Menu } from "../../kit/Menu";
import type { Item } from "./entries";
import type { EntryActions } from "./keys";
import styles from "./Plan.module.css";
import type { Row } from "./proposal/rows";
import { proposalTexts } from "./proposal/texts";
import type { Proposing } from "./proposal/useProposal";
import { texts } from "./texts";

type Props = { item: Item | undefined; actions: EntryActions; proposing: Proposing };

export function Selected({ item, actions, proposing }: Props) {
  if (!item) return <p className={styles.selected}>{texts.hint}</p>;
  if (item.kind === "ghost") return <Ghost row={item.row} proposing={proposing} />;
  if (item.kind !== "block") {
    const title = item.kind === "task" ? item.task.title : item.title;
    const note = item.kind === "event" ? (item.note ?? texts.selected.event) : texts.selected[item.kind];
    return (
      <div className={styles.selected} data-testid="plan-selected">
        <strong className={styles.chosen}>{title}</strong>
        <span className={styles.quiet}>{note}</span>
      </div>
    );
  }
  const { block } = item;
  return (
    <div className={styles.selected} data-testid="plan-selected">
      <strong className={styles.chosen}>{block.title}</strong>
      {block.repeats && <span className={styles.quiet}>{block.repeats}</span>}
      <span className={styles.room} />
      <Button
        look="plain"
        keys="enter"
        icon={<IconPencil size={14} stroke={1.7} />}
        onClick={() => actions.open(block)}
      >
        {texts.selected.edit}
      </Button>
      <Button
        look="plain"
        keys="s"
        icon={<IconArrowsSplit2 size={14} stroke={1.7} />}
        onClick={() => actions.split(block)}
      >
        {texts.selected.split}
      </Button>
      <Button
        look="plain"
        keys="p"
        icon={block.pinned ? <IconPinnedOff size={14} stroke={1.7} /> : <IconPin size={14} stroke={1.7} />}
        onClick={() => actions.pin(block)}
      >
        {block.pinned ? texts.selected.unpin : texts.selected.pin}
      </Button>
      <Button
        look="plain"
        keys="delete"
        icon={<IconTrash size={14} stroke={1.7} />}
        onClick={() => actions.remove(block)}
      >
        {texts.selected.remove}
      </Button>
      {block.rule && (
        <Menu
          entries={(["following", "all"] as const).map((scope) => ({
            label: texts.selected.removeMore[scope],
            icon: <IconTrash size={15} stroke={1.7} />,
            danger: true,
            run: () => actions.remove(block, scope),
          }))}
        >
          <IconButton label={texts.selected.more}>
            <IconDots size={16} stroke={1.7} />
          </IconButton>
        </Menu>
      )}
    </div>
  );
}

/** A block that is only proposed: taken or left, and whether it will be pinned. */
function Ghost({ row, proposing }: { row: Row; proposing: Proposing }) {
  const words = proposalTexts.selected;
  const pinned = proposing.choice.pinned.has(row.key);
  return (
    <div className={styles.selected} data-testid="plan-selected">
      <strong className={styles.chosen}>{row.title}</strong>
      <span className={styles.room} />
      <Button look="plain" keys="space" onClick={() => proposing.toggle(row.key)}>
        {proposing.choice.left.has(row.key) ? words.take : words.leave}
      </Button>
      <Button look="plain" keys="p" onClick={() => proposing.pin(row.key)}>
        {pinned ? words.unpin : words.pin}
      </Button>
    </div>
  );
}
