import { type ComponentType, useMemo } from "react";
import { useOperation } from "../../api/react";
import { Empty } from "../../kit/Empty";
import { Page } from "../../kit/Page";
import { TaskSections } from "./TaskSections";
import { texts } from "./texts";

export function InboxPage({ QuickAdd }: { QuickAdd: ComponentType<{ suffix?: string }> }) {
  const page = useOperation("tasks.list", { filter: "is:inbox", offset: 0, limit: 500 });
  const tasks = page.data?.tasks;
  const sections = useMemo(() => [{ key: "inbox", tasks: tasks ?? [] }], [tasks]);
  return (
    <Page title={texts.inbox} note={texts.inboxNote}>
      <QuickAdd />
      {page.data && page.data.total === 0 ? (
        <Empty {...texts.inboxZero} />
      ) : (
        <TaskSections label={texts.inbox} sections={sections} />
      )}
    </Page>
  );
}
