// The window behind the global shortcut. It stays loaded and hidden; showing it only has to focus the line.
import { useCallback, useEffect, useRef, useState } from "react";
import type { CaptureAs, ParsedLine } from "../../api/bindings";
import { type Transport, toFailure } from "../../api/transport";
import type { LineHandle, Parse } from "./CaptureLine";
import styles from "./CaptureLine.module.css";
import { Composer } from "./Composer";
import { type Draft, EMPTY } from "./draft";

export function CaptureWindow({ transport }: { transport: Transport }) {
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const line = useRef<LineHandle>(null);
  const content = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const focus = () => line.current?.focus();
    focus();
    window.addEventListener("focus", focus);
    return () => window.removeEventListener("focus", focus);
  }, []);

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

  const parse = useCallback<Parse>(
    async ({ text, dismissed }) => {
      const reply = await transport.call("capture.parse", { text, dismissed });
      return reply.data as ParsedLine[];
    },
    [transport],
  );
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
          onDraft={setDraft}
          parse={parse}
          save={save}
          onDone={() => void transport.window("hide_capture").catch(() => undefined)}
        />
      </div>
    </main>
  );
}
