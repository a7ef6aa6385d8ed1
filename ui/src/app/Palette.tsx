// Ctrl/Cmd+K: find anything, do anything. One line for commands, search, projects, tags and new tasks.

import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useState } from "react";
import type { TaskId } from "../api/bindings";
import type { CommandContext } from "../api/command";
import { Keys } from "../kit/Keys";
import styles from "./Palette.module.css";
import { type Entry, usePaletteEntries } from "./paletteEntries";
import { remember } from "./recent";
import { closePalette, useShell } from "./shell";
import { texts } from "./texts";

const [store, palette] = createSpotlight();

export function Palette({ context }: { context: CommandContext }) {
  const open = useShell((shell) => shell.palette);
  const begin = useShell((shell) => shell.query);
  const [query, setQuery] = useState("");
  const groups = usePaletteEntries(query, open);
  useEffect(() => {
    if (open) {
      setQuery(begin);
      palette.open();
    } else palette.close();
  }, [open, begin]);

  // Enter always chooses something: the first line, also where a later answer has taken the chosen one away.
  useEffect(() => {
    if (!open || groups.length === 0) return;
    const choose = requestAnimationFrame(() => {
      const lines = [...document.querySelectorAll("[data-testid='palette-entry']")];
      if (lines.length === 0 || lines.some((line) => line.hasAttribute("data-selected"))) return;
      lines[0]?.setAttribute("data-selected", "true");
      store.updateState((state) => ({ ...state, selected: 0 }));
    });
    return () => cancelAnimationFrame(choose);
  }, [open, groups]);

  const run = (action: () => unknown) => {
    closePalette();
    // The dialog gives the focus back first; a command may then move it. A failure has its toast.
    setTimeout(() => void Promise.resolve(action()).catch(() => undefined), 0);
  };
  const choose = ({ command, route, capture, title, note }: Entry) => {
    if (command) return run(() => command.run(context));
    if (capture !== undefined)
      return run(() => context.client.write("capture.save", { text: capture, save_as: "task" }));
    if (route === undefined) return;
    if (note) remember({ route, title, kind: note });
    run(() => context.go(route));
  };

  /** Acts on the chosen task without leaving the page. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    const id = document.querySelector("[data-palette-task][data-selected]")?.getAttribute("data-palette-task");
    if (!id) return;
    const ids = [Number(id) as TaskId];
    const { client } = context;
    const act = {
      enter: () => client.write("tasks.complete", { ids }),
      d: () => client.write("today.defer", { ids, to: event.shiftKey ? "tomorrow" : "today" }),
    }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    run(act);
  };
  const tasks = groups.some(({ entries }) => entries.some(({ task }) => task !== undefined));

  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={closePalette}
      clearQueryOnClose
      shortcut={null}
      size={620}
      yOffset="12vh"
      scrollable
      overlayProps={{ blur: 0 }}
      maxHeight="84vh"
      transitionProps={{ duration: 90, transition: "fade" }}
      attributes={{ content: { "aria-label": "Command palette" } }}
    >
      <Spotlight.Search
        placeholder={texts.palette.placeholder}
        aria-label={texts.palette.placeholder}
        leftSection={<IconSearch size={17} stroke={1.6} />}
        rightSection={query === "" ? <span className={styles.scopes}>{texts.palette.hint}</span> : undefined}
        rightSectionWidth={230}
        onKeyDownCapture={onKeyDown}
        data-testid="palette-input"
      />
      <Spotlight.ActionsList>
        {groups.map(({ title, entries }) => (
          <Spotlight.ActionsGroup key={title} label={title}>
            {entries.map((entry) => (
              <Spotlight.Action
                key={entry.key}
                onClick={() => choose(entry)}
                data-command={entry.command?.id}
                data-palette-task={entry.task}
                data-testid="palette-entry"
              >
                <span className={styles.line}>
                  <span className={styles.hit}>{entry.title}</span>
                  {entry.keys ? <Keys keys={entry.keys} /> : <span className={styles.kind}>{entry.note}</span>}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && <Spotlight.Empty>{texts.palette.none}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <Spotlight.Footer className={styles.foot ?? ""}>
        <Hint keys="enter" text={texts.palette.choose} />
        {tasks && (
          <span className={styles.task}>
            <Hint keys="mod+enter" text={texts.palette.task.complete} />
            <Hint keys="mod+d" text={texts.palette.task.today} />
            <Hint keys="mod+shift+d" text={texts.palette.task.tomorrow} />
          </span>
        )}
        <Hint keys="escape" text={texts.palette.close} />
      </Spotlight.Footer>
    </Spotlight.Root>
  );
}

function Hint({ keys, text }: { keys: string; text: string }) {
  return (
    <span className={styles.hint}>
      <Keys keys={keys} /> {text}
    </span>
  );
}
