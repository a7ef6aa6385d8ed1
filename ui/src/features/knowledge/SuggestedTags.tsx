import { IconPlus, IconX } from "@tabler/icons-react";
import type { ItemId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { Button, IconButton } from "../../kit/Button";
import { Tip } from "../../kit/Tip";
import styles from "./Reader.module.css";
import { texts } from "./texts";

/** Tags in use that would suit this item; nothing is tagged without a click. */
export function SuggestedTags({ item }: { item: ItemId }) {
  const suggested = useOperation("tagging.suggest", item, { keep: true }).data ?? [];
  const accept = useMutation("tagging.accept");
  const decline = useMutation("tagging.decline");
  if (suggested.length === 0) return null;
  return (
    <section className={styles.suggested} aria-label={texts.suggested.title} data-testid="suggested-tags">
      <span>{texts.suggested.title}</span>
      {suggested.map(({ tag, name, similar, mentioned }) => (
        <span key={tag} className={styles.suggestion}>
          <Tip label={`${texts.suggested.accept(name)}: ${texts.suggested.why(similar, mentioned)}`}>
            <Button
              look="plain"
              icon={<IconPlus size={13} stroke={1.8} />}
              onClick={() => accept.mutate({ item, tag })}
            >
              @{name}
            </Button>
          </Tip>
          <IconButton label={texts.suggested.decline(name)} onClick={() => decline.mutate({ item, tag })}>
            <IconX size={13} stroke={1.8} />
          </IconButton>
        </span>
      ))}
    </section>
  );
}
