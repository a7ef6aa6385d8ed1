import { IconPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { Reward } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Chart } from "../../kit/Chart";
import { Empty, Notice } from "../../kit/Empty";
import { Page, Section } from "../../kit/Page";
import { sayDate } from "../../kit/time";
import { Ledger } from "./Ledger";
import { RewardForm } from "./RewardForm";
import { RewardRow } from "./RewardRow";
import styles from "./Rewards.module.css";
import { Rules } from "./Rules";
import { texts } from "./texts";

export function RewardsPage() {
  const settings = useOperation("settings.get", null);
  const update = useMutation("settings.update");
  if (settings.data && !settings.data.rewards)
    return (
      <Page title={texts.title}>
        <Empty
          title={texts.off.title}
          text={texts.off.text}
          action={<Button onClick={() => update.mutate({ rewards: true })}>{texts.off.button}</Button>}
        />
      </Page>
    );
  return <Shown />;
}

function Shown() {
  const rewards = useOperation("rewards.list", null);
  const wallet = useOperation("wallet.show", { limit: 1 });
  const { add } = useSearch({ from: "/rewards" });
  const navigate = useNavigate();
  const [edited, setEdited] = useState<Reward | null>(null);
  const adding = (on: boolean) => void navigate({ to: "/rewards", search: on ? { add: true } : {}, replace: true });
  const form = edited ?? (add ? "new" : null);
  const weeks = wallet.data?.weeks ?? [];
  const mean = Math.round(weeks.reduce((sum, { earned }) => sum + earned, 0) / Math.max(1, weeks.length));
  return (
    <Page
      title={texts.title}
      note={wallet.data && <span data-testid="wallet-balance">{texts.balance(wallet.data.balance)}</span>}
      actions={
        <Button icon={<IconPlus size={15} stroke={1.7} aria-hidden />} onClick={() => adding(true)}>
          {texts.add}
        </Button>
      }
    >
      {(rewards.error ?? wallet.error) && <Notice tone="rubric">{(rewards.error ?? wallet.error)?.message}</Notice>}
      {wallet.data && wallet.data.owed > 0 && <Notice tone="ochre">{texts.owed(wallet.data.owed)}</Notice>}
      {rewards.data?.length === 0 && <Empty {...texts.none} />}
      {rewards.data && wallet.data && rewards.data.length > 0 && (
        <ul className={styles.rewards} aria-label={texts.rewards}>
          {rewards.data.map((reward) => (
            <RewardRow key={reward.id} reward={reward} balance={wallet.data.balance} onEdit={() => setEdited(reward)} />
          ))}
        </ul>
      )}
      {wallet.data && wallet.data.total > 0 && (
        <Section title={texts.weeks}>
          <Chart
            label={texts.weeks}
            summary={texts.weeksSummary(weeks.at(-1)?.earned ?? 0, mean)}
            points={weeks.map(({ week, earned, spent }) => ({ x: week, earned, spent }))}
            series={[
              { key: "earned", label: texts.earned, kind: "bar" },
              { key: "spent", label: texts.spent, kind: "bar", colour: "--control" },
            ]}
            value={(points) => points.toLocaleString("en-GB")}
            x={sayDate}
            height={180}
            legend
          />
        </Section>
      )}
      <Ledger />
      <Rules />
      {form && (
        <RewardForm
          reward={form === "new" ? null : form}
          onClose={() => {
            setEdited(null);
            if (add) adding(false);
          }}
        />
      )}
    </Page>
  );
}
