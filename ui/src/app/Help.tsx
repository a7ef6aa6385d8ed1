import type { Command } from "../api/command";
import { Dialog } from "../kit/Dialog";
import { Keys } from "../kit/Keys";
import styles from "./Help.module.css";
import { allCommands } from "./registry";
import { closeHelp, useShell } from "./shell";
import { texts } from "./texts";

/** The sheet of every key, straight from the command registry. */
export function Help() {
  const open = useShell((shell) => shell.help);
  const groups = new Map<string, Command[]>();
  for (const command of allCommands) {
    if (!command.keys) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return (
    <Dialog title={texts.help.title} open={open} onClose={closeHelp} wide>
      <p className={styles.note} tabIndex={-1} data-autofocus>
        {texts.help.note}
      </p>
      <div className={styles.columns} data-testid="help">
        {[...groups].map(([group, commands]) => (
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
