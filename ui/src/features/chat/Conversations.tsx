import { IconDots, IconPencil, IconPin, IconPinFilled, IconPlus, IconTrash } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Conversation, ConversationId } from "../../api/bindings";
import { useMutation, useOperation } from "../../api/react";
import { IconButton } from "../../kit/Button";
import { TextField } from "../../kit/Field";
import { Menu } from "../../kit/Menu";
import { dayOf, sayDay } from "../../kit/time";
import styles from "./Chat.module.css";
import { texts } from "./texts";

export function Conversations({ current, find }: { current: ConversationId | null; find: string }) {
  const [text, setText] = useState(find);
  const list = useOperation("chat.conversations", { text: text.trim() || null }, { keep: true });
  const all = list.data ?? [];
  const pinned = all.filter((one) => one.pinned);
  const rest = all.filter((one) => !one.pinned);
  return (
    <div className={styles.side}>
      <div className={styles.sideTop}>
        <TextField
          type="search"
          aria-label={texts.find}
          placeholder={texts.find}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Link
          to="/chat"
          search={{}}
          className={styles.newChat}
          aria-label={texts.new}
          title={texts.new}
          data-testid="new-chat"
        >
          <IconPlus size={16} stroke={1.8} />
        </Link>
      </div>
      <nav aria-label="Chats">
        {pinned.length > 0 && <p className={styles.sideLabel}>{texts.pinned}</p>}
        <ul className={styles.chats}>
          {pinned.map((one) => (
            <Line key={one.id} conversation={one} active={one.id === current} />
          ))}
        </ul>
        {pinned.length > 0 && rest.length > 0 && <p className={styles.sideLabel}>Recent</p>}
        <ul className={styles.chats}>
          {rest.map((one) => (
            <Line key={one.id} conversation={one} active={one.id === current} />
          ))}
        </ul>
      </nav>
    </div>
  );
}

function Line({ conversation, active }: { conversation: Conversation; active: boolean }) {
  const { id, title, pinned } = conversation;
  const [editing, setEditing] = useState(false);
  const pin = useMutation("chat.pin", { quiet: true });
  const rename = useMutation("chat.rename", { quiet: true });
  const remove = useMutation("chat.delete");
  const navigate = useNavigate();
  if (editing)
    return (
      <li className={styles.chatLine}>
        <TextField
          autoFocus
          aria-label={texts.rename}
          defaultValue={title}
          onFocus={(event) => event.target.select()}
          onBlur={(event) => {
            const next = event.target.value.trim();
            if (next && next !== title) rename.mutate({ id, title: next });
            setEditing(false);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.value = title;
            if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </li>
    );
  return (
    <li className={styles.chatLine} data-active={active || undefined}>
      <Link
        to="/chat/$id"
        params={{ id: String(id) }}
        className={styles.chat}
        aria-current={active ? "page" : undefined}
        data-testid="conversation-row"
      >
        <span className={styles.chatTitle}>{title}</span>
        <span className={styles.chatDay}>{sayDay(dayOf(conversation.updated_at))}</span>
      </Link>
      <span className={styles.chatMenu}>
        <Menu
          entries={[
            {
              label: pinned ? texts.unpin : texts.pin,
              icon: pinned ? <IconPinFilled size={15} /> : <IconPin size={15} stroke={1.7} />,
              run: () => pin.mutate({ id, pinned: !pinned }),
            },
            { label: texts.rename, icon: <IconPencil size={15} stroke={1.7} />, run: () => setEditing(true) },
            {
              label: texts.delete,
              icon: <IconTrash size={15} stroke={1.7} />,
              danger: true,
              run: () => remove.mutate(id, { onSuccess: () => active && void navigate({ to: "/chat", search: {} }) }),
            },
          ]}
        >
          <IconButton label={`More about ${title}`}>
            <IconDots size={16} stroke={1.7} />
          </IconButton>
        </Menu>
      </span>
    </li>
  );
}
