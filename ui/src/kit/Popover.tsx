import { Popover as MantinePopover } from "@mantine/core";
import { type ReactNode, useState } from "react";

type Props = {
  /** The button that opens it; spread the props onto a real button. */
  button: (props: { onClick: () => void; "aria-expanded": boolean; "aria-haspopup": "dialog" }) => ReactNode;
  label: string;
  width?: number;
  children: (close: () => void) => ReactNode;
};

/** A small floating card that belongs to a button. Esc closes it and gives the focus back. */
export function Popover({ button, label, width = 280, children }: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <MantinePopover
      opened={open}
      onChange={setOpen}
      width={width}
      position="bottom-start"
      withinPortal
      trapFocus
      returnFocus
      withRoles={false}
    >
      <MantinePopover.Target>
        <span style={{ display: "inline-flex" }}>
          {button({ onClick: () => setOpen(!open), "aria-expanded": open, "aria-haspopup": "dialog" })}
        </span>
      </MantinePopover.Target>
      <MantinePopover.Dropdown role="dialog" aria-label={label}>
        {open && children(close)}
      </MantinePopover.Dropdown>
    </MantinePopover>
  );
}
