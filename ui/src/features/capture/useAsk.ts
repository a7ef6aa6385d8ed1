// The same questions through the main window's client; the capture window has none.
import { useMemo } from "react";
import { useClient } from "../../api/react";
import type { Ask } from "./ask";
import { head } from "./draft";

/** Nothing is cached: what "tomorrow" means changes. Of a long text only its head is read. */
export function useAsk(): Ask {
  const client = useClient();
  return useMemo(
    () => ({
      parse: ({ text, dismissed }, as) =>
        client.call("capture.parse", { text: head(text), dismissed: [...dismissed], ...(as ? { save_as: as } : {}) }),
      complete: (beginning) => client.call("capture.complete", beginning),
      language: () => client.call("capture.language", null),
      similar: (text) => client.call("capture.similar", { text: head(text) }),
    }),
    [client],
  );
}
