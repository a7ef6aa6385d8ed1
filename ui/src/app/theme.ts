// Light, dark or as the system says. The choice is a setting of the core; a copy here avoids a flash at start.
import { create } from "zustand";
import type { Settings } from "../api/bindings";

type Choice = Settings["theme"];
type Scheme = "light" | "dark";

const KEY = "almanac.theme";
const dark = () => window.matchMedia?.("(prefers-color-scheme: dark)").matches ?? false;
const schemeOf = (choice: Choice): Scheme => (choice === "system" ? (dark() ? "dark" : "light") : choice);

function remembered(): Choice {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

export const useTheme = create<{ choice: Choice; scheme: Scheme }>(() => ({ choice: "system", scheme: "light" }));

export function applyTheme(choice: Choice = remembered()): void {
  const scheme = schemeOf(choice);
  document.documentElement.dataset.theme = scheme;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Private storage may be off; then the theme arrives with the settings.
  }
  useTheme.setState({ choice, scheme });
}

const ZOOM: Record<Settings["text_size"], number> = { small: 0.9, normal: 1, large: 1.15, larger: 1.3 };

/** How close lines stand, whether things move, and how large everything is written. */
export function applyLook(
  look: Pick<Settings, "density" | "motion" | "text_size">,
  zoom: (factor: number) => void,
): void {
  const { dataset } = document.documentElement;
  dataset.density = look.density;
  dataset.motion = look.motion;
  const factor = String(ZOOM[look.text_size]);
  if (dataset.zoom === factor || (dataset.zoom === undefined && factor === "1")) return;
  dataset.zoom = factor;
  zoom(Number(factor));
}

/** Follows the system while the choice is "system". */
export function followSystem(): () => void {
  const query = window.matchMedia?.("(prefers-color-scheme: dark)");
  if (!query) return () => {};
  const onChange = () => applyTheme(useTheme.getState().choice);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
