import { useState } from "react";
import type { Command } from "../api/command";
import { Button } from "../kit/Button";
import { Dialog } from "../kit/Dialog";
import { TextField } from "../kit/Field";
import { Keys } from "../kit/Keys";
import styles from "./Help.module.css";
import { allCommands } from "./registry";
import { closeHelp, openPalette, useShell } from "./shell";
import { texts } from "./texts";

/** The commands that have a key, by group, as far as the words are in their titles, other words or keys. */
export function keyed(words = ""): [string, Command[]][] {
  const wanted = words.trim().toLowerCase();
  const groups = new Map<string, Command[]>();
  for (const command of allCommands) {
    if (!command.keys) continue;
    const said = [command.title, command.group, command.words ?? "", ...command.keys].join(" ").toLowerCase();
    if (!said.includes(wanted)) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups];
}

/** The sheet of every key, straight from the command registry. */
export function Help() {
  const open = useShell((shell) => shell.help);
  const [words, setWords] = useState("");
  const groups = keyed(words);
  const close = () => {
    setWords("");
    closeHelp();
  };
  return (
    <Dialog title={texts.help.title} open={open} onClose={close} wide>
      <TextField
        type="search"
        data-autofocus
        className={styles.find ?? ""}
        aria-label={texts.help.find}
        placeholder={texts.help.find}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        data-testid="help-find"
      />
      <p className={styles.note}>{texts.help.note}</p>
      {groups.length === 0 && (
        <p className={styles.none} role="status">
          {texts.help.none}{" "}
          <Button
            keys="mod+k"
            onClick={() => {
              const query = words;
              close();
              openPalette(query);
            }}
          >
            {texts.palette.searchFor(words.trim())}
          </Button>
        </p>
      )}
      <div className={styles.columns} data-testid="help">
        {groups.map(([group, commands]) => (
          <section key={group} className={styles.group}>
            <h3>{group}</h3>
            <dl>
              {commands.map((command) => (
                <div key={command.id} className={styles.line}>
                  <dt>{command.title}</dt>
                  <dd>
                    <Keys keys={command.keys?.[0] ?? ""} />
                    <span className="unseen">{command.keys?.[0]}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
