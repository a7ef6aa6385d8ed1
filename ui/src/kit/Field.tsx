import { Select as MantineSelect, TagsInput } from "@mantine/core";
import { type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes, useId } from "react";
import { Button } from "./Button";
import { Calendar } from "./Calendar";
import styles from "./Field.module.css";
import { Popover } from "./Popover";
import { addDays, sayDay, todayIso } from "./time";

/** A label in a column and a control beside it. */
export function Field({
  label,
  children,
  help,
}: {
  label: string;
  children: (id: string) => ReactNode;
  help?: string;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.control}>
        {children(id)}
        {help && <p className={styles.help}>{help}</p>}
      </div>
    </div>
  );
}

type TextProps = InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement>; boxed?: boolean };

export function TextField({ className, boxed = true, ...rest }: TextProps) {
  return <input className={`${boxed ? styles.text : styles.bare} ${className ?? ""}`} autoComplete="off" {...rest} />;
}

export function TextArea({
  className,
  ...rest
}: TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }) {
  return <textarea className={`${styles.area} ${className ?? ""}`} {...rest} />;
}

export type Choice = { value: string; label: string };

type SelectProps = {
  id?: string;
  label: string;
  value: string | null;
  choices: readonly Choice[];
  none?: string;
  search?: boolean;
  onChange: (value: string | null) => void;
};

export function Select({ id, label, value, choices, none, search, onChange }: SelectProps) {
  return (
    <MantineSelect
      {...(id ? { id } : {})}
      aria-label={label}
      data={[...choices]}
      value={value}
      onChange={onChange}
      clearable={none !== undefined}
      placeholder={none ?? ""}
      searchable={search ?? choices.length > 8}
      allowDeselect={false}
      checkIconPosition="right"
      comboboxProps={{ shadow: "none", withinPortal: true }}
      clearButtonProps={{ "aria-label": `Clear ${label}` }}
    />
  );
}

type TagsProps = {
  id?: string;
  label: string;
  value: string[];
  known: readonly string[];
  /** What stands there when there are none. */
  none?: string;
  onChange: (tags: string[]) => void;
};

export function TagsField({ id, label, value, known, none = "None", onChange }: TagsProps) {
  return (
    <TagsInput
      {...(id ? { id } : {})}
      aria-label={label}
      data={[...known]}
      value={value}
      onChange={onChange}
      placeholder={value.length === 0 ? none : ""}
      splitChars={[",", " "]}
      comboboxProps={{ shadow: "none", withinPortal: true }}
    />
  );
}

type DayProps = {
  id?: string;
  label: string;
  value: string | null;
  /** What the button says, when it is more than the day. */
  text?: string;
  tone?: "rubric" | undefined;
  /** What stands there when there is no day. */
  none?: string;
  onChange: (day: string | null) => void;
};

/** A day, picked from a small calendar or from the three days people mean most. */
export function DayField({ id, label, value, text, tone, none = "None", onChange }: DayProps) {
  return (
    <Popover
      label={label}
      width={266}
      button={(props) => (
        <button
          type="button"
          {...(id ? { id } : {})}
          className={styles.day}
          data-empty={value === null || undefined}
          data-tone={tone}
          aria-label={`${label}: ${value === null ? none : (text ?? sayDay(value))}`}
          {...props}
        >
          {value === null ? none : (text ?? sayDay(value))}
        </button>
      )}
    >
      {(close) => (
        <DayPicker
          value={value}
          onPick={(day) => {
            onChange(day);
            close();
          }}
        />
      )}
    </Popover>
  );
}

export function DayPicker({ value, onPick }: { value: string | null; onPick: (day: string | null) => void }) {
  const today = todayIso();
  return (
    <div className={styles.picker}>
      <div className={styles.quick}>
        <Button look="plain" onClick={() => onPick(today)}>
          Today
        </Button>
        <Button look="plain" onClick={() => onPick(addDays(today, 1))}>
          Tomorrow
        </Button>
        <Button look="plain" onClick={() => onPick(addDays(today, 7))}>
          In a week
        </Button>
      </div>
      <Calendar value={value} onPick={onPick} />
      {value !== null && (
        <Button look="plain" onClick={() => onPick(null)}>
          Clear
        </Button>
      )}
    </div>
  );
}
