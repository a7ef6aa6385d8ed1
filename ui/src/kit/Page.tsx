import { createContext, type ReactNode, type RefObject, useContext, useRef } from "react";
import styles from "./Page.module.css";

const ScrollContext = createContext<RefObject<HTMLDivElement | null> | null>(null);

/** The scrolling element that a virtual list measures. */
export function useScroller(): RefObject<HTMLDivElement | null> | null {
  return useContext(ScrollContext);
}

type Props = {
  title: string;
  /** A quieter line under the title. */
  note?: ReactNode;
  actions?: ReactNode;
  /** Stays while the page scrolls: filters, tabs. */
  bar?: ReactNode;
  /** "column" keeps a readable measure, "wide" takes the window. */
  width?: "column" | "wide";
  /** Replaces the plain title. */
  head?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

export function Page({ title, note, actions, bar, width = "column", head, footer, children }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <ScrollContext.Provider value={scroller}>
      <div className={styles.page}>
        <div className={styles.scroll} ref={scroller} data-scroller>
          <div className={`${styles.inner} ${styles[width]}`}>
            {head ?? (
              <header className={styles.head}>
                <div className={styles.titles}>
                  <h1 className={styles.title}>{title}</h1>
                  {note && <div className={styles.note}>{note}</div>}
                </div>
                {actions && <div className={styles.actions}>{actions}</div>}
              </header>
            )}
            {bar && <div className={styles.bar}>{bar}</div>}
            {children}
          </div>
        </div>
        {footer}
      </div>
    </ScrollContext.Provider>
  );
}

type SectionProps = {
  title: string;
  count?: number | undefined;
  aside?: ReactNode;
  children: ReactNode;
  tone?: "rubric";
};

export function Section({ title, count, aside, children, tone }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <SectionHead title={title} count={count} aside={aside} tone={tone} />
      {children}
    </section>
  );
}

export function SectionHead({
  title,
  count,
  aside,
  tone,
}: {
  title: string;
  count?: number | undefined;
  aside?: ReactNode;
  tone?: "rubric" | undefined;
}) {
  return (
    <div className={styles.sectionHead} data-tone={tone}>
      <h2>{title}</h2>
      {count !== undefined && <span className={styles.count}>{count.toLocaleString("en-GB")}</span>}
      <span className={styles.rule} />
      {aside}
    </div>
  );
}
