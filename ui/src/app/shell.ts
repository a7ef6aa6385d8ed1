// The little state that belongs to no page: what floats, and whether the sidebar is shown.
import { create } from "zustand";

export const useShell = create<{ palette: boolean; help: boolean; sidebar: boolean; welcome: boolean; query: string }>(
  () => ({
    palette: false,
    help: false,
    sidebar: true,
    welcome: false,
    /** What the palette begins with. */
    query: "",
  }),
);

export const openPalette = (query?: unknown) =>
  useShell.setState({ palette: true, help: false, query: typeof query === "string" ? query : "" });
export const closePalette = () => useShell.setState({ palette: false });
export const openHelp = () => useShell.setState({ help: true });
export const closeHelp = () => useShell.setState({ help: false });
export const toggleSidebar = () => useShell.setState(({ sidebar }) => ({ sidebar: !sidebar }));
export const openWelcome = () => useShell.setState({ welcome: true });
export const closeWelcome = () => useShell.setState({ welcome: false });
