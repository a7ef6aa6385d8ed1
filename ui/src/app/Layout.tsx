import { Outlet, useNavigate, useRouter, useRouterState, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import type { CommandContext } from "../api/command";
import { useClient, useEvent, useOperation } from "../api/react";
import { CaptureDialog } from "../features/capture/CaptureDialog";
import { TitleLine } from "../features/capture/TitleLine";
import { Written } from "../features/logbook/Written";
import { Welcome } from "../features/onboarding/Welcome";
import { DayGuide } from "../features/plan/day/DayGuide";
import { FocusBar } from "../features/tasks/FocusBar";
import { ScopeDialog } from "../features/tasks/ScopeDialog";
import { TaskPanel } from "../features/tasks/TaskPanel";
import { beginDaysAt } from "../kit/time";
import { ErrorBoundary } from "./ErrorBoundary";
import { FirstLine } from "./FirstLine";
import { Help } from "./Help";
import styles from "./Layout.module.css";
import { Palette } from "./Palette";
import { allCommands } from "./registry";
import { Sidebar } from "./Sidebar";
import { closeWelcome, openWelcome, useShell } from "./shell";
import { listenForShortcuts } from "./shortcuts";
import { Toasts } from "./Toasts";
import { texts } from "./texts";
import { applyLook, applyTheme, followSystem } from "./theme";

export function Layout() {
  const client = useClient();
  const router = useRouter();
  const navigate = useNavigate();
  const sidebar = useShell((shell) => shell.sidebar);
  const { task } = useSearch({ from: "__root__" });
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const settings = useOperation("settings.get", null);
  const theme = settings.data?.theme;
  const welcome = useShell((shell) => shell.welcome);
  const unwelcomed = settings.data?.welcomed === false;
  const samples = useOperation("samples.state", null, { enabled: unwelcomed });
  const isFirst = unwelcomed && samples.data?.empty === true;

  const context = useMemo<CommandContext>(
    () => ({ client, go: (route) => router.history.push(route) }),
    [client, router],
  );

  useEffect(
    () =>
      listenForShortcuts(
        () => (useShell.getState().welcome ? [] : allCommands),
        (command) => {
          void Promise.resolve(command.run(context)).catch(() => undefined); // the toast has said it
        },
      ),
    [context],
  );
  useEffect(() => {
    if (theme) applyTheme(theme);
  }, [theme]);
  useEffect(followSystem, []);
  const dayStart = settings.data?.day_start_hour;
  useEffect(() => {
    if (dayStart !== undefined) beginDaysAt(dayStart);
  }, [dayStart]);
  useEffect(() => {
    if (settings.data)
      applyLook(settings.data, (factor) => void client.transport.window("zoom", { factor }).catch(() => undefined));
  }, [settings.data, client]);
  useEffect(() => {
    if (isFirst) openWelcome();
  }, [isFirst]);
  const welcomed = settings.data?.welcomed;
  useEffect(() => {
    if (welcomed) closeWelcome();
  }, [welcomed]);
  useEvent("open", ({ route }) => context.go(route));

  const closePanel = () => void navigate({ to: ".", search: (old: object) => ({ ...old, task: undefined }) as never });

  if (welcome)
    return (
      <>
        <Welcome FirstLine={FirstLine} onDone={closeWelcome} />
        <Toasts go={context.go} />
      </>
    );
  return (
    <div className={styles.window} data-sidebar={sidebar || undefined}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById("main")?.focus()}>
        {texts.nav.skip}
      </button>
      {sidebar && <Sidebar />}
      <main id="main" className={styles.main} tabIndex={-1}>
        <ErrorBoundary place={pathname}>
          <Outlet />
        </ErrorBoundary>
        <FocusBar go={context.go} />
      </main>
      {task !== undefined && <TaskPanel key={task} id={task} onClose={closePanel} {...{ TitleLine, Written }} />}
      <CaptureDialog />
      <ScopeDialog />
      <DayGuide go={context.go} />
      <Palette context={context} />
      <Help />
      <Toasts go={context.go} />
    </div>
  );
}
