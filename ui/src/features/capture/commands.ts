import type { Command } from "../../api/command";
import { openCapture } from "./dialog";

export const captureCommands: readonly Command[] = [
  {
    id: "capture.open",
    title: "Capture",
    group: "Do",
    keys: ["c", "q"],
    words: "add new task note quick inbox",
    run: openCapture,
  },
  {
    id: "capture.line",
    title: "Add a task to this list",
    group: "Do",
    keys: ["a"],
    words: "new create",
    when: () => document.querySelector("[data-testid='quick-add']") !== null,
    run: () => {
      window.dispatchEvent(new Event("almanac:quick-add"));
    },
  },
];
