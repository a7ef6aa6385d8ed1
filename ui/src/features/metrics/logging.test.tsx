import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { callsOf, openApp } from "../../test/render";
import { sayChange, sayTarget, sayValue } from "./format";

const row = async (name: string) => {
  const link = await screen.findByRole("link", { name: new RegExp(`^${name}`) }, { timeout: 8000 });
  return { link, item: link.closest("li") as HTMLElement };
};

it("a digit typed on a row begins its log, Enter keeps it, and the row has the focus again", async () => {
  const { fake, user } = openApp("/metrics");
  const weight = await row("Weight");
  weight.link.focus();
  await user.keyboard("76.4{Enter}");
  await waitFor(() => expect(callsOf(fake, "metrics.log")).toEqual([{ metric: 1, text: "76.4" }]));
  await waitFor(() => expect(weight.item.textContent).toContain("76.4 kg"));
  await waitFor(() => expect(document.activeElement).toBe(weight.link));
  await user.keyboard("{ArrowUp}{ArrowDown}{ArrowDown}");
  expect(document.activeElement).not.toBe(weight.link);
});

it("what cannot be read stays in the field, and Escape gives it up", async () => {
  const { fake, user } = openApp("/metrics");
  const weight = await row("Weight");
  const field = within(weight.item).getByRole("textbox", { name: "Log Weight" });
  await user.click(field);
  await user.keyboard("much{Enter}");
  await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
  expect(field).toHaveProperty("value", "much");
  await user.keyboard("{Escape}");
  expect(field).toHaveProperty("value", "");
  expect(document.activeElement).toBe(weight.link);
  expect(callsOf(fake, "metrics.log")).toHaveLength(1);
});

it("what is computed takes no log", async () => {
  openApp("/metrics");
  const done = await row("Tasks done");
  expect(within(done.item).queryByRole("textbox")).toBeNull();
});

it("a log is edited in its line and deleted", async () => {
  const { fake, user } = openApp("/metrics/1");
  const lines = await screen.findAllByTestId("metric-log-row", {}, { timeout: 8000 });
  expect(lines[0]?.textContent).toContain("after the long walk");
  await user.click(within(lines[0] as HTMLElement).getByRole("button", { name: /^Edit/ }));
  const value = screen.getByRole("textbox", { name: "Value" });
  await user.clear(value);
  await user.type(value, "77.3{Enter}");
  await waitFor(() => expect(callsOf(fake, "metrics.edit_log")).toMatchObject([{ text: "77.3" }]));
  await user.click((await screen.findAllByRole("button", { name: /^Delete the log/ }))[0] as HTMLElement);
  await waitFor(() => expect(callsOf(fake, "metrics.delete_log")).toHaveLength(1));
});

it("a new metric is made in the dialog", async () => {
  const { fake, user } = openApp("/metrics?add=true");
  await user.type(await screen.findByRole("textbox", { name: "Name" }, { timeout: 8000 }), "Blood pressure");
  await user.type(screen.getByRole("textbox", { name: "Unit" }), "mmHg");
  await user.click(screen.getByRole("button", { name: "Less" }));
  await user.type(screen.getByRole("textbox", { name: "Target" }), "120");
  await user.click(screen.getByRole("button", { name: "Add" }));
  await waitFor(() =>
    expect(callsOf(fake, "metrics.create")).toMatchObject([
      { name: "Blood pressure", unit: "mmHg", direction: "down", target: { low: null, high: 120 }, source: "logged" },
    ]),
  );
});

it("Tab in the capture box goes on to metrics", async () => {
  const { fake, user } = openApp("/today");
  await screen.findByTestId("nav-capture", {}, { timeout: 8000 });
  await user.keyboard("c");
  await screen.findByTestId("capture-input");
  await user.keyboard("weight 76.4{Tab}{Tab}{Tab}{Enter}");
  await waitFor(() =>
    expect(callsOf(fake, "capture.save")).toMatchObject([{ text: "weight 76.4", save_as: "metric" }]),
  );
});

it("values are said in their unit", () => {
  const weight = { kind: "numeric", unit: "kg", decimals: 1, scale_max: null } as const;
  const sleep = { kind: "duration", unit: "", decimals: 0, scale_max: null } as const;
  expect(sayValue(weight, -72.46)).toBe("−72.5 kg");
  expect(sayValue(sleep, 450)).toBe("7 h 30");
  expect(sayValue({ ...sleep, kind: "scale", scale_max: 5 }, 4)).toBe("4 of 5");
  expect(sayChange(weight, -0.4)).toBe("−0.4 kg");
  expect(sayTarget(weight, { low: 70, high: null })).toBe("at least 70 kg");
  expect(sayTarget(weight, { low: 60, high: 65 })).toBe("60 to 65 kg");
  expect(sayTarget(weight, { low: null, high: 71.5 })).toBe("at most 71.5 kg");
});

it("a metric that follows a habit takes its name, unit and direction", async () => {
  const { fake, user } = openApp("/metrics?add=true");
  const form = within(await screen.findByRole("dialog", {}, { timeout: 8000 }));
  await user.click(form.getByLabelText("Comes from"));
  await user.click(await screen.findByText("A habit"));
  expect(form.getByRole("button", { name: "Add" })).toHaveProperty("disabled", true);
  await user.click(await form.findByLabelText("Habit"));
  await user.click(await screen.findByText("Coffee"));
  expect(form.getByLabelText("Name")).toHaveProperty("value", "Coffee");
  await user.click(form.getByRole("button", { name: "Add" }));
  await waitFor(() =>
    expect(callsOf(fake, "metrics.create")).toMatchObject([
      { name: "Coffee", source: "habit", habit: 4, unit: "cups", direction: "down" },
    ]),
  );
});
