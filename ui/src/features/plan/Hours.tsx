// Working hours by weekday, and what planning leaves free.
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Energy, SettingsPatch, WorkingWindow } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Field, Select, TextField } from "../../kit/Field";
import styles from "./Plan.module.css";
import { texts } from "./texts";

const NUMBERS = [
  ["day_capacity", texts.hours.capacity, 1440],
  ["buffer_minutes", texts.hours.buffer, 120],
  ["break_after", texts.hours.breakAfter, 600],
  ["break_minutes", texts.hours.breakMinutes, 120],
] as const;

export function Hours() {
  const windows = useOperation("windows.get", null);
  const settings = useOperation("settings.get", null);
  const set = useMutation("windows.set");
  const update = useMutation("settings.update", { quiet: true });
  const [list, setList] = useState<WorkingWindow[]>([]);
  useEffect(() => setList(windows.data ?? []), [windows.data]);
  const change = (at: number, patch: Partial<WorkingWindow>) =>
    setList(list.map((one, n) => (n === at ? { ...one, ...patch } : one)));
  return (
    <>
      <p className={styles.quiet}>{texts.hours.help}</p>
      <ul className={styles.windows} aria-label={texts.hours.title}>
        {list.map((window, n) => {
          const name = `${texts.hours.days[window.weekday - 1]} ${say(window.from)}`;
          return (
            <li key={n} className={styles.window}>
              <div className={styles.windowRow}>
                <Select
                  label={`${texts.hours.weekday} ${n + 1}`}
                  search={false}
                  value={String(window.weekday)}
                  choices={texts.hours.days.map((label, day) => ({ value: String(day + 1), label }))}
                  onChange={(day) => day && change(n, { weekday: Number(day) })}
                />
                <Select
                  label={`${texts.hours.energy} ${n + 1}`}
                  value={window.energy}
                  none={texts.hours.anyEnergy}
                  choices={Object.entries(texts.hours.energies).map(([value, label]) => ({ value, label }))}
                  onChange={(energy) => change(n, { energy: energy as Energy | null })}
                />
              </div>
              <div className={styles.windowRow}>
                <TextField
                  type="time"
                  aria-label={`${texts.hours.from} ${n + 1}`}
                  value={say(window.from)}
                  onChange={(event) => change(n, { from: read(event.target.value) })}
                />
                <TextField
                  type="time"
                  aria-label={`${texts.hours.to} ${n + 1}`}
                  value={say(window.to)}
                  onChange={(event) => change(n, { to: read(event.target.value) || 1440 })}
                />
                <IconButton label={texts.hours.remove(name)} onClick={() => setList(list.filter((_, at) => at !== n))}>
                  <IconTrash size={15} stroke={1.7} />
                </IconButton>
              </div>
            </li>
          );
        })}
      </ul>
      <div className={styles.buttons}>
        <Button
          icon={<IconPlus size={14} stroke={1.8} />}
          onClick={() => setList([...list, { weekday: 1, from: 540, to: 1020, label: "", energy: null }])}
        >
          {texts.hours.add}
        </Button>
        <Button look="primary" onClick={() => set.mutate({ windows: list })}>
          {texts.hours.save}
        </Button>
      </div>
      {settings.data &&
        NUMBERS.map(([name, label, most]) => (
          <Field key={name} label={label} {...(name === "day_capacity" ? { help: texts.hours.capacityHelp } : {})}>
            {(id) => (
              <TextField
                id={id}
                type="number"
                min={0}
                max={most}
                defaultValue={settings.data[name]}
                onBlur={(event) => {
                  const value = Number(event.target.value);
                  if (value !== settings.data[name]) update.mutate({ [name]: value } as SettingsPatch);
                }}
              />
            )}
          </Field>
        ))}
    </>
  );
}

const two = (n: number) => String(n).padStart(2, "0");
/** Minutes from midnight as a time field writes them; midnight at the end of a day is its first minute. */
const say = (minutes: number) => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
const read = (time: string) => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
};
