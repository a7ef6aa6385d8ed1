// The only file that knows Tauri.
import { Channel, invoke } from "@tauri-apps/api/core";
import type { Event, Reply } from "./bindings";
import type { Transport } from "./transport";

export function tauriTransport(): Transport {
  return {
    call: (name, input) => invoke<Reply<unknown>>("call", { name, input }),
    subscribe(listener) {
      let open = true;
      const channel = new Channel<Event>();
      channel.onmessage = (event) => {
        if (open) listener(event);
      };
      void invoke("subscribe", { channel });
      return () => {
        open = false;
      };
    },
    window: (verb, options) => invoke("window", options ? { verb, options } : { verb }),
  };
}
