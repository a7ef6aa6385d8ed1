import { IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import type { Reward } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Menu } from "../../kit/Menu";
import { Meter } from "../../kit/Meter";
import { Tip } from "../../kit/Tip";
import styles from "./Rewards.module.css";
import { texts } from "./texts";

/** What stands between a person and a reward, in two words. */
function state({ again, days_left, missing }: Reward): string {
  if (again !== null) return texts.again(days_left);
  return missing > 0 ? texts.missing(missing) : texts.ready;
}

export function RewardRow({ reward, balance, onEdit }: { reward: Reward; balance: number; onEdit: () => void }) {
  const redeem = useMutation("rewards.redeem");
  const remove = useMutation("rewards.delete");
  const can = reward.again === null && reward.missing === 0;
  const words = state(reward);
  const button = (
    <Button
      aria-disabled={!can || redeem.isPending}
      aria-label={`${texts.redeem}: ${reward.name}`}
      data-off={!can || undefined}
      className={styles.redeem ?? ""}
      onClick={() => can && !redeem.isPending && redeem.mutate(reward.id)}
    >
      {texts.redeem}
    </Button>
  );
  return (
    <li className={styles.reward} data-testid="reward">
      <div className={styles.words}>
        <span className={styles.name}>{reward.name}</span>
        <span className={styles.meta}>{reward.notes || texts.taken(reward.redeemed)}</span>
      </div>
      <div className={styles.price}>
        <span>{texts.points(reward.price)}</span>
        <Meter label={texts.towards(reward.name)} value={Math.min(balance, reward.price)} max={reward.price} />
      </div>
      <span className={styles.state} data-ready={can || undefined}>
        {words}
      </span>
      {can ? button : <Tip label={words}>{button}</Tip>}
      <Menu
        entries={[
          { label: texts.edit, icon: <IconPencil size={15} stroke={1.7} />, run: onEdit },
          {
            label: texts.delete,
            icon: <IconTrash size={15} stroke={1.7} />,
            danger: true,
            run: () => remove.mutate(reward.id),
          },
        ]}
      >
        <IconButton label={texts.more(reward.name)}>
          <IconDots size={16} stroke={1.7} />
        </IconButton>
      </Menu>
    </li>
  );
}
