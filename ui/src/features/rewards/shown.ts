// Whether points and rewards are shown at all: a setting, known to the commands.
import { create } from "zustand";

export const useRewardsShown = create<{ on: boolean }>(() => ({ on: true }));
