// Puts the app on the page, over whatever transport it is given.
import { createRoot } from "react-dom/client";
import { Client } from "../api/client";
import { type StartState, type Transport, toFailure } from "../api/transport";
import { App } from "./App";
import { Recovery } from "./Recovery";
import { applyTheme } from "./theme";

export async function start(transport: Transport): Promise<void> {
  applyTheme();
  const place = document.getElementById("root");
  if (!place) throw new Error("there is no #root");
  const root = createRoot(place);
  const state = await startState(transport);
  if (!state.ok) {
    root.render(<Recovery state={state} transport={transport} onRetry={() => window.location.reload()} />);
    return;
  }
  const client = new Client(transport);
  root.render(<App client={client} />);
}

async function startState(transport: Transport): Promise<StartState> {
  try {
    return await transport.window("start_state");
  } catch (error) {
    return { ok: false, failure: toFailure(error), data_file: "", backups: [] };
  }
}
