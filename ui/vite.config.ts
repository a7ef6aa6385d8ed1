import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Mantine's reset names the pseudo-elements of every element, and WebKit then works out three styles for each. */
const leanReset: Plugin = {
  name: "lean-reset",
  enforce: "pre",
  transform(css, id) {
    if (!/@mantine\/core\/styles\.layer\.css/.test(id)) return undefined;
    const lean = css.replace(/\*,\s*\*::before,\s*\*::after(?=\s*\{)/, "*");
    if (lean === css)
      this.error("Mantine's reset looks otherwise than it did; see whether it still needs to be mended");
    return { code: lean, map: null };
  },
};

// `npm run ui:dev` serves /fake.html, the app over a made-up core. Only the two inputs below are ever built.
export default defineConfig({
  root: here("."),
  base: "./",
  cacheDir: here("../node_modules/.vite-ui"),
  plugins: [leanReset, react()],
  server: { port: 5173, strictPort: true },
  build: {
    outDir: here("dist"),
    emptyOutDir: true,
    target: "safari16",
    assetsInlineLimit: 0, // the CSP allows no data: fonts
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: { main: here("index.html"), capture: here("capture.html") } },
  },
  test: {
    environment: "happy-dom",
    setupFiles: [here("src/test/setup.ts")],
    include: [here("src/**/*.test.{ts,tsx}")],
    css: { modules: { classNameStrategy: "non-scoped" } },
    testTimeout: 60_000,
    // happy-dom lays nothing out, so a focus trap there finds nothing visible to focus.
    onConsoleLog: (log) => !log.includes("use-focus-trap"),
    maxWorkers: 2,
  },
});
