// The little state that belongs to no page: what floats, and whether the sidebar is shown.
import { create } from "zustand";

export const useShell = create<{ palette: boolean; help: boolean; sidebar: boolean }>(() => ({
  palette: false,
  help: false,
  sidebar: true,
}));

export const openPalette = () => useShell.setState({ palette: true, help: false });
export const closePalette = () => useShell.setState({ palette: false });
export const openHelp = () => useShell.setState({ help: true });
export const closeHelp = () => useShell.setState({ help: false });
export const toggleSidebar = () => useShell.setState(({ sidebar }) => ({ sidebar: !sidebar }));
