import { createRoot } from "react-dom/client";
import type { Transport } from "../api/transport";
import { CaptureWindow } from "../features/capture/CaptureWindow";
import { applyTheme, followSystem } from "./theme";

export function startCapture(transport: Transport): void {
  applyTheme();
  followSystem();
  window.addEventListener("storage", () => applyTheme());
  const place = document.getElementById("root");
  if (!place) throw new Error("there is no #root");
  createRoot(place).render(<CaptureWindow transport={transport} />);
}
