// The dialog of the morning or the evening, over any page.
import { lazy, Suspense } from "react";
import { useOperation } from "../../../api/react";
import { Dialog } from "../../../kit/Dialog";
import { closeGuide, settle, useGuide } from "./guide";
import { dayTexts as texts } from "./texts";

const Morning = lazy(() => import("./Morning").then((module) => ({ default: module.Morning })));
const Evening = lazy(() => import("./Evening").then((module) => ({ default: module.Evening })));

export function DayGuide({ go }: { go: (route: string) => void }) {
  const part = useGuide((guide) => guide.open);
  const day = useOperation("planning.day", {}, { enabled: part !== null }).data?.day;
  if (part === null) return null;
  const close = () => {
    if (day) settle(part, day);
    closeGuide();
  };
  return (
    <Dialog open wide title={texts[part].title} onClose={close}>
      <Suspense>{part === "morning" ? <Morning go={go} onClose={close} /> : <Evening onClose={close} />}</Suspense>
    </Dialog>
  );
}
