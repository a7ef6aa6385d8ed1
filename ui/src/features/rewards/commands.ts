import type { Command } from "../../api/command";
import { useRewardsShown } from "./shown";

const shown = () => useRewardsShown.getState().on;

export const rewardCommands: readonly Command[] = [
  {
    id: "go.rewards",
    title: "Rewards",
    group: "Go to",
    keys: ["g w"],
    words: "points wallet ledger",
    when: shown,
    run: ({ go }) => go("/rewards"),
  },
  {
    id: "rewards.new",
    title: "New reward",
    group: "Do",
    words: "create add points",
    when: shown,
    run: ({ go }) => go("/rewards?add=true"),
  },
];
