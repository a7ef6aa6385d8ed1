import { Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import { Keys } from "./Keys";

/** A name and its key, shown on hover and on focus. */
export function Tip({ label, keys, children }: { label: string; keys?: string | undefined; children: ReactElement }) {
  return (
    <Tooltip
      label={
        <span style={{ display: "inline-flex", gap: 8, alignItems: "center" }}>
          {label}
          {keys && <Keys keys={keys} />}
        </span>
      }
      openDelay={350}
      events={{ hover: true, focus: false, touch: false }}
      withinPortal
    >
      {children}
    </Tooltip>
  );
}
