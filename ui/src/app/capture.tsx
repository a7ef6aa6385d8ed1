// The capture window: its own entry, without router, query cache or Mantine, so that it is there at once.
import { tauriTransport } from "../api/tauri";
import { startCapture } from "./startCapture";

startCapture(tauriTransport());
