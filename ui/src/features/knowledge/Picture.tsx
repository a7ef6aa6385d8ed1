import type { Item } from "../../api/bindings";
import { useOperation } from "../../api/react";
import { Notice } from "../../kit/Empty";
import styles from "./Reader.module.css";
import { texts } from "./texts";

/** A picture, drawn under the type that the core found in its bytes. */
export function Picture({ item }: { item: Item }) {
  const picture = useOperation("knowledge.picture", item.id);
  if (picture.error) return <Notice tone="ochre">{picture.error.message}</Notice>;
  if (!picture.data) return null;
  const { media_type, base64 } = picture.data;
  return <img className={styles.picture} src={`data:${media_type};base64,${base64}`} alt={texts.picture(item.title)} />;
}
