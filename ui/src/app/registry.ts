// Every command of the app, in the order in which the palette shows them.
import type { Command } from "../api/command";
import { activityCommands } from "../features/activity/commands";
import { captureCommands } from "../features/capture/commands";
import { chatCommands } from "../features/chat/commands";
import { diagnosticsCommands } from "../features/diagnostics/commands";
import { digestCommands } from "../features/digest/commands";
import { goalCommands } from "../features/goals/commands";
import { habitCommands } from "../features/habits/commands";
import { knowledgeCommands } from "../features/knowledge/commands";
import { logbookCommands } from "../features/logbook/commands";
import { metricCommands } from "../features/metrics/commands";
import { planCommands } from "../features/plan/commands";
import { processingCommands } from "../features/processing/commands";
import { projectCommands } from "../features/projects/commands";
import { reviewCommands } from "../features/review/commands";
import { rewardCommands } from "../features/rewards/commands";
import { searchCommands } from "../features/search/commands";
import { settingsCommands } from "../features/settings/commands";
import { taskCommands } from "../features/tasks/commands";
import { focusCommands } from "../features/tasks/focusCommands";
import { todayCommands } from "../features/today/commands";
import { trashCommands } from "../features/trash/commands";
import { appCommands } from "./commands";
import { planningCommands } from "./planning";

export const allCommands: readonly Command[] = [
  ...taskCommands,
  ...focusCommands,
  ...planningCommands,
  ...captureCommands,
  ...todayCommands,
  ...planCommands,
  ...projectCommands,
  ...rewardCommands,
  ...habitCommands,
  ...goalCommands,
  ...metricCommands,
  ...knowledgeCommands,
  ...logbookCommands,
  ...reviewCommands,
  ...digestCommands,
  ...searchCommands,
  ...chatCommands,
  ...activityCommands,
  ...trashCommands,
  ...processingCommands,
  ...settingsCommands,
  ...diagnosticsCommands,
  ...appCommands,
];
