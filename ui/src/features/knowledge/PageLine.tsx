import { IconCopy, IconRefresh } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Item, WebPage } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { sayMoment } from "../../kit/time";
import styles from "./Reader.module.css";
import { texts } from "./texts";

/** Where a page comes from, what it says of itself, and how fresh it is. */
export function PageLine({ item, page }: { item: Item; page: WebPage }) {
  const refresh = useMutation("knowledge.refresh", { quiet: true });
  const said = [page.site, page.author, page.published?.slice(0, 10)].filter((word) => word);
  return (
    <>
      <div className={styles.pageLine} data-testid="page-line">
        <span className={styles.address} title={page.url}>
          {page.url}
        </span>
        <IconButton label={texts.page.copy} onClick={() => void navigator.clipboard?.writeText(page.url)}>
          <IconCopy size={15} stroke={1.6} />
        </IconButton>
        <IconButton label={texts.page.refresh} onClick={() => refresh.mutate(item.id)} data-testid="refresh">
          <IconRefresh size={15} stroke={1.6} />
        </IconButton>
        <span>
          {[...said, page.fetched_at !== null && texts.page.fetched(sayMoment(page.fetched_at))]
            .filter((word) => word)
            .join(" · ")}
        </span>
      </div>
      {page.same_as !== null && (
        <Notice tone="ochre">
          {texts.page.sameAs}{" "}
          <Link to="/knowledge/$id" params={{ id: String(page.same_as) }} search={{}}>
            {texts.page.other}
          </Link>
        </Notice>
      )}
    </>
  );
}
