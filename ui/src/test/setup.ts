import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// What happy-dom leaves out and the kit asks for.
window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
  dispatchEvent: () => false,
})) as typeof window.matchMedia;
Element.prototype.scrollIntoView ??= () => undefined;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

configure({
  asyncUtilTimeout: 15_000,
  // The whole page in an error message helps nobody.
  getElementError: (message) => new Error(message ?? "not found"),
});

// Half past nine, whenever the tests run: what is planned for the day lies ahead. The clock goes on from there.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date().setHours(9, 30, 0, 0), shouldAdvanceTime: true });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
