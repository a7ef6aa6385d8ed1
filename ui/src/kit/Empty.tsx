import type { ReactNode } from "react";
import styles from "./Empty.module.css";
import { Keys } from "./Keys";

/** An empty place teaches one key and one action. */
export function Empty({
  title,
  text,
  keys,
  keyText,
  action,
}: {
  title: string;
  text?: ReactNode;
  keys?: string;
  keyText?: string;
  action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {text && <p className={styles.text}>{text}</p>}
      {keys && (
        <p className={styles.text}>
          <Keys keys={keys} /> <span>{keyText}</span>
        </p>
      )}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

type NoticeProps = {
  tone?: "quiet" | "ochre" | "rubric";
  children: ReactNode;
  action?: ReactNode;
  role?: "status" | "alert";
};

/** One sentence the page wants to say, with what to do about it. */
export function Notice({ tone = "quiet", children, action, role = "status" }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={role}>
      <div className={styles.noticeText}>{children}</div>
      {action}
    </div>
  );
}
