import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import styles from "./Button.module.css";
import { Keys } from "./Keys";
import { Tip } from "./Tip";

type Look = "plain" | "primary" | "outline" | "danger";

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look;
  icon?: ReactNode;
  keys?: string;
  ref?: Ref<HTMLButtonElement>;
};

export function Button({ look = "outline", icon, keys, children, className, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`${styles.button} ${styles[look]} ${className ?? ""}`} {...rest}>
      {icon}
      <span className={styles.label}>{children}</span>
      {keys && <Keys keys={keys} />}
    </button>
  );
}

type IconButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** Its name: read aloud, and shown in the tooltip. */
  label: string;
  keys?: string;
  pressed?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

export function IconButton({ label, keys, pressed, children, className, ...rest }: IconButtonProps) {
  return (
    <Tip label={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
        className={`${styles.icon} ${className ?? ""}`}
        {...rest}
      >
        {children}
      </button>
    </Tip>
  );
}
