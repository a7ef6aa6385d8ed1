// Ctrl/Cmd+K: every command, then whatever the core finds for the same words.

import { useDebouncedValue } from "@mantine/hooks";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import type { Command, CommandContext } from "../api/command";
import { useOperation } from "../api/react";
import { routeOf } from "../features/search/route";
import { kindNames } from "../features/search/texts";
import { Keys } from "../kit/Keys";
import styles from "./Palette.module.css";
import { rank } from "./rank";
import { allCommands } from "./registry";
import { closePalette, useShell } from "./shell";
import { texts } from "./texts";

const [store, palette] = createSpotlight();

export function Palette({ context }: { context: CommandContext }) {
  const open = useShell((shell) => shell.palette);
  const [query, setQuery] = useState("");
  const [text] = useDebouncedValue(query.trim(), 90);
  const search = useOperation(
    "search.query",
    { query: text, mode: "text", limit: 6 },
    { enabled: open && text.length > 1, keep: true },
  );
  useEffect(() => (open ? palette.open() : palette.close()), [open]);

  const commands = useMemo(
    () =>
      rank(
        query,
        allCommands.filter((command) => !command.keyboardOnly && (!open || (command.when?.() ?? true))),
      ),
    [query, open],
  );
  const groups = grouped(query.trim() ? commands.slice(0, 8) : commands);
  const found = text.length > 1 && query.trim() ? (search.data?.results ?? []) : [];
  // A chat stands there once, however many of its messages match: their lines would read the same.
  const hits = found.filter(
    (hit, at) =>
      hit.kind !== "message" ||
      found.findIndex((other) => other.kind === "message" && other.title === hit.title) === at,
  );

  const run = (action: () => void) => {
    closePalette();
    // The dialog gives the focus back first; a command may then move it.
    setTimeout(action, 0);
  };

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
      maxHeight={420}
      transitionProps={{ duration: 90, transition: "fade" }}
      attributes={{ content: { "aria-label": "Command palette" } }}
    >
      <Spotlight.Search
        placeholder={texts.palette.placeholder}
        aria-label={texts.palette.placeholder}
        leftSection={<IconSearch size={17} stroke={1.6} />}
        data-testid="palette-input"
      />
      <Spotlight.ActionsList>
        {groups.map(([group, entries]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {entries.map((command) => (
              <Spotlight.Action
                key={command.id}
                onClick={() => run(() => void command.run(context))}
                data-command={command.id}
              >
                <span className={styles.line}>
                  <span>{command.title}</span>
                  {command.keys?.[0] && <Keys keys={command.keys[0]} />}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {query.trim() && (
          <Spotlight.ActionsGroup label={texts.groups.found}>
            <Spotlight.Action onClick={() => run(() => context.go(`/search?q=${encodeURIComponent(query.trim())}`))}>
              {texts.palette.searchFor(query.trim())}
            </Spotlight.Action>
            <Spotlight.Action onClick={() => run(() => context.go(`/chat?ask=${encodeURIComponent(query.trim())}`))}>
              {texts.palette.askAbout(query.trim())}
            </Spotlight.Action>
            {hits.map((hit) => (
              <Spotlight.Action
                key={`${hit.kind}${hit.id}:${hit.passage.start}`}
                onClick={() => run(() => context.go(routeOf(hit)))}
              >
                <span className={styles.line}>
                  <span className={styles.hit}>{hit.title}</span>
                  <span className={styles.kind}>{kindNames[hit.kind]}</span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function grouped(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups];
}
