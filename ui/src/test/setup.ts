import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

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

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
