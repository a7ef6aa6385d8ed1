import { useState } from "react";
import { useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { TextField } from "../../kit/Field";
import styles from "./Library.module.css";
import { texts } from "./texts";

/** Asks for the address of a page to keep. */
export function LinkDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [url, setUrl] = useState("");
  const clip = useMutation("knowledge.clip");
  const close = () => {
    setUrl("");
    onClose();
  };
  return (
    <Dialog title={texts.link.title} open={open} onClose={close}>
      <form
        className={styles.linkForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (url.trim() && !clip.isPending) clip.mutate({ url }, { onSuccess: close });
        }}
      >
        <TextField
          autoFocus
          data-autofocus
          aria-label={texts.link.field}
          placeholder={texts.link.placeholder}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          data-testid="link-input"
        />
        <Button
          type="submit"
          look="primary"
          keys="enter"
          disabled={!url.trim() || clip.isPending}
          data-testid="link-keep"
        >
          {texts.link.keep}
        </Button>
        <p>{texts.link.help}</p>
      </form>
    </Dialog>
  );
}
