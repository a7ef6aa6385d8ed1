// The window behind the global shortcut. It stays loaded and hidden; showing it only has to focus the line.
import { useEffect, useMemo, useRef, useState } from "react";
import type { CaptureAs } from "../../api/bindings";
import { type Transport, toFailure } from "../../api/transport";
import { askThrough } from "./ask";
import type { LineHandle } from "./CaptureLine";
import styles from "./CaptureLine.module.css";
import { Composer } from "./Composer";
import { type Draft, retype } from "./draft";
import { keepDraft, readDraft } from "./keptDraft";

export function CaptureWindow({ transport }: { transport: Transport }) {
  const [draft, setDraft] = useState<Draft>(() => readDraft("window"));
  const [copied, setCopied] = useState<string | null>(null);
  const ask = useMemo(() => askThrough(transport), [transport]);
  const line = useRef<LineHandle>(null);
  const content = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const focus = () => {
      line.current?.focus();
      void handedOver(transport).then((words) => {
        if (words) setDraft((draft) => retype(draft, draft.text ? `${draft.text}\n${words}` : words));
      });
      void transport.window("clipboard_address").then(setCopied, () => setCopied(null));
    };
    focus();
    window.addEventListener("focus", focus);
    return () => window.removeEventListener("focus", focus);
  }, [transport]);

  useEffect(() => {
    const element = content.current;
    if (!element || typeof ResizeObserver === "undefined") return;
    let last = 0;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(element.getBoundingClientRect().height) + 22;
      if (height === last) return;
      last = height;
      transport.window("capture_height", { height }).catch(() => undefined);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [transport]);

  const save = async ({ text, dismissed }: Draft, as: CaptureAs) => {
    try {
      await transport.call("capture.save", { text, save_as: as, dismissed });
    } catch (error) {
      throw toFailure(error);
    }
  };

  return (
    <main className={styles.window} data-testid="capture-window">
      <div ref={content}>
        <Composer
          ref={line}
          draft={draft}
          onDraft={(next) => {
            setDraft(next);
            keepDraft("window", next);
          }}
          ask={ask}
          save={save}
          copied={copied}
          onDone={() => void transport.window("hide_capture").catch(() => undefined)}
        />
      </div>
    </main>
  );
}

/** The words that a link brought, once. */
async function handedOver(transport: Transport): Promise<string | null> {
  try {
    return await transport.window("take_draft");
  } catch {
    return null;
  }
}
