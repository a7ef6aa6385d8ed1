import { Modal } from "@mantine/core";
import { useClient } from "../../api/react";
import { Composer } from "./Composer";
import { closeCapture, useCapture } from "./dialog";
import { texts } from "./texts";
import { useAsk } from "./useAsk";

/** Capture inside the main window: the same box as the global shortcut shows. */
export function CaptureDialog() {
  const { open, draft } = useCapture();
  const client = useClient();
  const ask = useAsk();
  return (
    <Modal
      opened={open}
      onClose={closeCapture}
      withCloseButton={false}
      closeOnEscape={false}
      size={640}
      yOffset="16vh"
      padding={0}
      attributes={{ content: { "aria-label": texts.label } }}
    >
      <Composer
        draft={draft}
        onDraft={(next) => useCapture.setState({ draft: next })}
        ask={ask}
        save={({ text, dismissed }, as) =>
          client.write("capture.save", { text, save_as: as, dismissed: [...dismissed] })
        }
        onDone={closeCapture}
      />
    </Modal>
  );
}
