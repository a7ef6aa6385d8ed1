import { Menu as MantineMenu } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { Keys } from "./Keys";

export type MenuEntry = {
  label: string;
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  checked?: boolean;
  run: () => void;
};

/** A button that opens a list of things to do. */
export function Menu({
  label,
  entries,
  children,
}: {
  label?: string;
  entries: readonly MenuEntry[];
  children: ReactElement;
}) {
  return (
    <MantineMenu position="bottom-end" withinPortal>
      <MantineMenu.Target>{children}</MantineMenu.Target>
      <MantineMenu.Dropdown>
        {label && <MantineMenu.Label>{label}</MantineMenu.Label>}
        {entries.map((entry) => (
          <MantineMenu.Item
            key={entry.label}
            leftSection={entry.icon}
            rightSection={entry.keys ? <Keys keys={entry.keys} /> : entry.checked ? "✓" : undefined}
            {...(entry.danger ? { style: { color: "var(--rubric)" } } : {})}
            onClick={entry.run}
          >
            {entry.label}
          </MantineMenu.Item>
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}
