// One quiet line on Today: the day can be begun or closed. Declined, it is not said again that day.
import { IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useOperation } from "../../../api/react";
import { Button, IconButton } from "../../../kit/Button";
import styles from "./Day.module.css";
import { isSettled, openGuide, partAt, settle, useGuide } from "./guide";
import { dayTexts } from "./texts";

const texts = dayTexts.offer;

export function DayOffer() {
  const wanted = useOperation("settings.get", null).data?.day_guide === true;
  const day = useOperation("planning.day", {}, { enabled: wanted }).data;
  const today = useOperation("today.show", null, { enabled: wanted }).data;
  useGuide((guide) => guide.settled);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  const part = day ? partAt(day, now) : null;
  if (!wanted || !day || !today || part === null || isSettled(part, day.day)) return null;
  const open = today.scheduled.length + today.due.length;
  const any = open + today.overdue.length + (part === "morning" ? today.next.length : today.done.length);
  if (any === 0) return null;
  return (
    <p className={styles.offer} data-testid="day-offer">
      <span className={styles.offerText}>
        {part === "morning"
          ? texts.morning(today.overdue.length, open)
          : texts.evening(today.done.length, open + today.overdue.length)}
      </span>
      <Button look="plain" keys={part === "morning" ? "shift+a" : "shift+q"} onClick={() => openGuide(part)}>
        {texts.go[part]}
      </Button>
      <IconButton label={texts.decline} onClick={() => settle(part, day.day)}>
        <IconX size={14} stroke={1.7} />
      </IconButton>
    </p>
  );
}
