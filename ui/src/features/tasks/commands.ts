import type { Command } from "../../api/command";
import { activeList, chosen, hasTarget, openMenu, targets, useActive } from "./active";
import { showView, wantFilter } from "./place";
import { askScope } from "./scope";

const hasList = () => activeList() !== null;
const GO = "Go to";
const LIST = "List";
const TASK = "Task";

export const taskCommands: readonly Command[] = [
  {
    id: "tasks.done",
    title: "Complete or reopen",
    group: TASK,
    keys: ["space", "."],
    words: "done tick finish check",
    when: hasTarget,
    run: ({ client }) => {
      const list = targets();
      const open = list.filter((task) => task.status !== "done");
      const input = { verb: open.length > 0 ? "complete" : "reopen", ...chosen() } as const;
      const many = input.filter !== undefined;
      const ids = (open.length > 0 ? open : list).map((task) => task.id);
      activeList()?.finish();
      if (many) return client.write("tasks.bulk", input);
      return client.write(open.length > 0 ? "tasks.complete" : "tasks.reopen", { ids });
    },
  },
  {
    id: "tasks.edit",
    title: "Edit task",
    group: TASK,
    keys: ["e"],
    words: "rename title details",
    when: hasTarget,
    run: () => {
      useActive.setState({ editTitle: true });
      activeList()?.open();
    },
  },
  {
    id: "tasks.schedule",
    title: "Schedule…",
    group: TASK,
    keys: ["d"],
    words: "date day plan when",
    when: hasTarget,
    run: () => openMenu("schedule"),
  },
  {
    id: "tasks.deadline",
    title: "Set deadline…",
    group: TASK,
    keys: ["shift+d"],
    words: "due by",
    when: hasTarget,
    run: () => openMenu("deadline"),
  },
  {
    id: "tasks.status",
    title: "Set status…",
    group: TASK,
    keys: ["shift+s"],
    words: "waiting doing inbox dropped",
    when: hasTarget,
    run: () => openMenu("status"),
  },
  {
    id: "tasks.priority",
    title: "Set priority…",
    group: TASK,
    keys: ["p"],
    words: "urgent important",
    when: hasTarget,
    run: () => openMenu("priority"),
  },
  {
    id: "tasks.project",
    title: "Move to project…",
    group: TASK,
    keys: ["m"],
    when: hasTarget,
    run: () => openMenu("project"),
  },
  {
    id: "tasks.tag",
    title: "Tag…",
    group: TASK,
    keys: ["l"],
    words: "label",
    when: hasTarget,
    run: () => openMenu("tag"),
  },
  ...([1, 2, 3, 4] as const).map(
    (priority): Command => ({
      id: `tasks.priority.${priority}`,
      title: `Priority ${priority}`,
      group: TASK,
      keys: [String(priority)],
      when: hasTarget,
      run: ({ client }) => client.write("tasks.bulk", { verb: "edit", ...chosen(), patch: { priority } }),
    }),
  ),
  {
    id: "tasks.delete",
    title: "Delete task",
    group: TASK,
    keys: ["delete", "backspace"],
    words: "remove trash",
    when: hasTarget,
    run: async ({ client }) => {
      const which = chosen();
      const scope = await askScope("delete", targets());
      if (scope === null) return;
      activeList()?.clear();
      await client.write("tasks.bulk", { verb: "delete", ...which, ...(scope ? { scope } : {}) });
    },
  },
  {
    id: "tasks.skip",
    title: "Skip this occurrence",
    group: TASK,
    words: "repeat recurring next",
    when: () => targets().some((task) => task.repeat),
    run: ({ client }) => {
      const ids = targets()
        .filter((task) => task.repeat)
        .map((task) => task.id);
      return client.write("tasks.skip", { ids });
    },
  },
  {
    id: "list.next",
    title: "Next",
    group: LIST,
    keys: ["j", "down"],
    keyboardOnly: true,
    when: hasList,
    run: () => activeList()?.move(1, false),
  },
  {
    id: "list.previous",
    title: "Previous",
    group: LIST,
    keys: ["k", "up"],
    keyboardOnly: true,
    when: hasList,
    run: () => activeList()?.move(-1, false),
  },
  {
    id: "list.open",
    title: "Open",
    group: LIST,
    keys: ["enter", "o"],
    keyboardOnly: true,
    when: hasTarget,
    run: () => activeList()?.open(),
  },
  {
    id: "list.select",
    title: "Select",
    group: LIST,
    keys: ["x"],
    keyboardOnly: true,
    when: hasTarget,
    run: () => activeList()?.toggle(),
  },
  {
    id: "list.extend.down",
    title: "Select downwards",
    group: LIST,
    keys: ["shift+j", "shift+down"],
    keyboardOnly: true,
    when: hasList,
    run: () => activeList()?.move(1, true),
  },
  {
    id: "list.extend.up",
    title: "Select upwards",
    group: LIST,
    keys: ["shift+k", "shift+up"],
    keyboardOnly: true,
    when: hasList,
    run: () => activeList()?.move(-1, true),
  },
  {
    id: "list.all",
    title: "Select all",
    group: LIST,
    keys: ["mod+a"],
    keyboardOnly: true,
    when: hasList,
    run: () => activeList()?.selectAll(),
  },
  {
    id: "list.clear",
    title: "Clear selection, close panel",
    group: LIST,
    keys: ["escape"],
    keyboardOnly: true,
    when: () => hasList() || document.querySelector("[data-task-panel]") !== null,
    run: () => {
      const { selected, inverted } = useActive.getState();
      if (selected.size > 0 || inverted) activeList()?.clear();
      else document.querySelector<HTMLButtonElement>("[data-task-panel] [data-close]")?.click();
    },
  },
  ...(["left", "right"] as const).map(
    (side): Command => ({
      id: `list.${side}`,
      title: side === "left" ? "Column to the left" : "Column to the right",
      group: LIST,
      keys: [side],
      keyboardOnly: true,
      when: () => activeList()?.sideways !== undefined,
      run: () => activeList()?.sideways?.(side === "left" ? -1 : 1),
    }),
  ),
  ...(["up", "down", "left", "right"] as const).map(
    (to): Command => ({
      id: `list.shift.${to}`,
      title: `Move the task ${to}`,
      group: LIST,
      keys: [`alt+${to}`],
      keyboardOnly: true,
      when: () => activeList()?.shift !== undefined,
      run: () => activeList()?.shift?.(to),
    }),
  ),
  ...(["list", "board", "calendar", "matrix"] as const).map(
    (view, at): Command => ({
      id: `tasks.view.${view}`,
      title: `Tasks as ${view === "matrix" ? "an Eisenhower matrix" : `a ${view}`}`,
      group: LIST,
      keys: [`v ${view[0]}`, `alt+${at + 1}`],
      words: "view layout kanban month week eisenhower",
      run: ({ go }) => showView(view, go),
    }),
  ),
  {
    id: "tasks.filter",
    title: "Filter tasks",
    group: LIST,
    keys: ["f"],
    words: "query search find narrow",
    run: ({ go }) => wantFilter(go),
  },
  { id: "go.inbox", title: "Inbox", group: GO, keys: ["g i"], run: ({ go }) => go("/inbox") },
  { id: "go.tasks", title: "Tasks", group: GO, keys: ["g l"], words: "list all", run: ({ go }) => go("/tasks") },
];
