import {
  IconActivity,
  IconBook2,
  IconCalendarEvent,
  IconCalendarTime,
  IconChartLine,
  IconChecklist,
  IconFolders,
  IconGift,
  IconInbox,
  IconLayoutSidebarLeftCollapse,
  IconMessages,
  IconNotebook,
  IconPlus,
  IconProgress,
  IconRefresh,
  IconRepeat,
  IconSearch,
  IconSettings,
  IconTarget,
  IconTrash,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useOperation } from "../api/react";
import { openCapture } from "../features/capture/dialog";
import { useRewardsShown } from "../features/rewards/shown";
import { SavedFilters } from "../features/tasks/SavedFilters";
import { IconButton } from "../kit/Button";
import { Keys } from "../kit/Keys";
import styles from "./Sidebar.module.css";
import { toggleSidebar } from "./shell";
import { texts } from "./texts";

type Place =
  | "/today"
  | "/plan"
  | "/inbox"
  | "/tasks"
  | "/projects"
  | "/rewards"
  | "/habits"
  | "/goals"
  | "/metrics"
  | "/knowledge"
  | "/logbook"
  | "/review"
  | "/search"
  | "/chat"
  | "/activity"
  | "/trash"
  | "/processing"
  | "/settings";

export function Sidebar() {
  const today = useOperation("today.show", null);
  const projects = useOperation("projects.list", null);
  const areas = useOperation("areas.list", null);
  const processing = useOperation("processing.status", null);
  const rewards = useOperation("settings.get", null).data?.rewards ?? false;
  useEffect(() => useRewardsShown.setState({ on: rewards }), [rewards]);
  const active = (projects.data ?? []).filter((project) => project.status === "active").slice(0, 8);
  const colour = (id: number | null) => areas.data?.find((area) => area.id === id)?.colour;
  const stuck = processing.data?.needs_attention ?? 0;
  const due = today.data ? today.data.overdue.length + today.data.scheduled.length + today.data.due.length : 0;

  return (
    <nav className={styles.sidebar} aria-label={texts.nav.label}>
      <div className={styles.places}>
        <div className={styles.top}>
          <span className={styles.name}>Almanac</span>
          <IconButton label={texts.nav.collapse} keys="mod+b" onClick={toggleSidebar}>
            <IconLayoutSidebarLeftCollapse size={17} stroke={1.6} />
          </IconButton>
        </div>
        <button type="button" className={styles.item} onClick={openCapture} data-testid="nav-capture">
          <IconPlus size={17} stroke={1.6} aria-hidden />
          <span className={styles.words}>{texts.nav.capture}</span>
          <Keys keys="c" className={styles.keys} />
        </button>
        <Item to="/search" icon={<IconSearch size={17} stroke={1.6} />} text={texts.nav.search} keys="/" />
        <div className={styles.gap} />
        <Item
          to="/today"
          icon={<IconCalendarEvent size={17} stroke={1.6} />}
          text={texts.nav.today}
          keys="g t"
          count={due}
        />
        <Item to="/plan" icon={<IconCalendarTime size={17} stroke={1.6} />} text={texts.nav.plan} keys="g d" />
        <Item
          to="/inbox"
          icon={<IconInbox size={17} stroke={1.6} />}
          text={texts.nav.inbox}
          keys="g i"
          count={today.data?.inbox ?? 0}
        />
        <Item to="/tasks" icon={<IconChecklist size={17} stroke={1.6} />} text={texts.nav.tasks} keys="g l" />
        <SavedFilters item={styles.item} active={styles.active} />
        <Item
          to="/habits"
          icon={<IconRepeat size={17} stroke={1.6} />}
          text={texts.nav.habits}
          keys="g h"
          count={today.data?.habits.filter((one) => one.due).length ?? 0}
        />
        <Item to="/logbook" icon={<IconNotebook size={17} stroke={1.6} />} text={texts.nav.logbook} keys="g j" />
        <Item to="/review" icon={<IconRefresh size={17} stroke={1.6} />} text={texts.nav.review} keys="g v" />
        <div className={styles.gap} />
        <Item to="/knowledge" icon={<IconBook2 size={17} stroke={1.6} />} text={texts.nav.knowledge} keys="g k" />
        <Item to="/chat" icon={<IconMessages size={17} stroke={1.6} />} text={texts.nav.chat} keys="g c" />
        <div className={styles.gap} />
        <Item to="/goals" icon={<IconTarget size={17} stroke={1.6} />} text={texts.nav.goals} keys="g o" />
        <Item to="/metrics" icon={<IconChartLine size={17} stroke={1.6} />} text={texts.nav.metrics} keys="g m" />
        {rewards && (
          <Item to="/rewards" icon={<IconGift size={17} stroke={1.6} />} text={texts.nav.rewards} keys="g w" />
        )}
        <Item to="/projects" icon={<IconFolders size={17} stroke={1.6} />} text={texts.nav.projects} keys="g p" />
        <div className={styles.projects}>
          {active.map((project) => (
            <Link
              key={project.id}
              to="/projects/$id"
              params={{ id: String(project.id) }}
              className={styles.item}
              activeProps={{ className: styles.active ?? "" }}
            >
              <span
                className={styles.dot}
                style={{ background: colour(project.area) ?? "var(--control)" }}
                aria-hidden="true"
              />
              <span className={styles.words}>{project.name}</span>
              <Count n={project.open_tasks} />
            </Link>
          ))}
        </div>
      </div>
      <div className={styles.bottom}>
        <Item to="/activity" icon={<IconActivity size={17} stroke={1.6} />} text={texts.nav.activity} keys="g a" />
        <Item to="/trash" icon={<IconTrash size={17} stroke={1.6} />} text={texts.nav.trash} keys="g x" />
        <Item
          to="/processing"
          icon={<IconProgress size={17} stroke={1.6} />}
          text={texts.nav.processing}
          keys="g r"
          count={stuck || (processing.data ? processing.data.queued + processing.data.running : 0)}
          alarm={stuck > 0}
        />
        <Item to="/settings" icon={<IconSettings size={17} stroke={1.6} />} text={texts.nav.settings} keys="mod+," />
      </div>
    </nav>
  );
}

function Item({
  to,
  icon,
  text,
  keys,
  count = 0,
  alarm,
}: {
  to: Place;
  icon: ReactNode;
  text: string;
  keys: string;
  count?: number;
  alarm?: boolean;
}) {
  return (
    <Link
      to={to}
      className={styles.item}
      activeProps={{ className: styles.active ?? "" }}
      activeOptions={{ includeSearch: false, exact: to === "/projects" }}
      data-testid={`nav-${to.slice(1)}`}
    >
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.words}>{text}</span>
      <Count n={count} {...(alarm ? { alarm } : {})} />
      <Keys keys={keys} className={styles.keys} />
    </Link>
  );
}

function Count({ n, alarm }: { n: number; alarm?: boolean }) {
  if (n === 0) return null;
  return (
    <span className={styles.count} data-alarm={alarm || undefined}>
      {n > 9999 ? "9999+" : n}
      {alarm && <span className="unseen"> need attention</span>}
    </span>
  );
}
