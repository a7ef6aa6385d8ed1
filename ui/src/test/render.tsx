// Puts the whole app on a happy-dom page over the made-up core.
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Client } from "../api/client";
import { App } from "../app/App";
import { useShell } from "../app/shell";
import { useCapture } from "../features/capture/dialog";
import { EMPTY } from "../features/capture/draft";
import { useLive } from "../features/chat/live";
import { closeGuide } from "../features/plan/day/guide";
import { useActive } from "../features/tasks/active";
import { clearToasts } from "../kit/toast";
import { type FakeOptions, type FakeTransport, fakeTransport } from "./fake/transport";

export function openApp(at: string, options: FakeOptions & { prepare?: (fake: FakeTransport) => void } = {}) {
  useShell.setState({ palette: false, help: false, sidebar: true, welcome: false });
  useCapture.setState({ open: false, draft: EMPTY });
  useActive.setState({ list: null, selected: new Set(), inverted: false, focused: null, menu: null, editTitle: false });
  useLive.setState({ writing: new Map(), asked: null, finished: null });
  closeGuide();
  clearToasts();
  const fake = fakeTransport(options);
  options.prepare?.(fake);
  const client = new Client(fake);
  const user = userEvent.setup();
  const view = render(<App client={client} at={at} />);
  return { fake, client, user, ...view };
}

/** The inputs with which an operation was called, in order. */
export function callsOf(fake: FakeTransport, name: string): unknown[] {
  return fake.calls.filter((call) => call.name === name).map((call) => call.input);
}
