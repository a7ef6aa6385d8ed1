import { tauriTransport } from "../api/tauri";
import { start } from "./start";

start(tauriTransport());
