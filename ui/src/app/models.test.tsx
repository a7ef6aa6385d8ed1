// Models and servers in Settings, over the made-up core.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { callsOf, openApp } from "../test/render";

const row = async (name: string) =>
  (await screen.findAllByTestId("model-row")).find((one) => one.textContent?.includes(name)) as HTMLElement;

describe("models", () => {
  it("say why one is not for this computer, and do not fetch it", async () => {
    const { user, fake } = openApp("/settings");
    const large = await row("Qwen3 4B");
    expect(large.textContent).toContain("Needs about 3.7 GB of memory");
    await user.click(within(large).getByRole("button", { name: "Download" }));
    expect(callsOf(fake, "models.pull")).toEqual([]);
  });

  it("go on with a download, show how far it is, and stop it", async () => {
    const { user, fake } = openApp("/settings");
    const begun = await row("Qwen3 1.7B");
    await user.click(within(begun).getByRole("button", { name: "Continue" }));
    await waitFor(() => expect(within(begun).getByRole("progressbar").getAttribute("aria-valuenow")).toBe("320000000"));
    await user.click(within(begun).getByRole("button", { name: "Stop" }));
    await waitFor(() => expect(callsOf(fake, "models.stop_pull")).toEqual([{ id: "builtin:qwen3-1.7b" }]));
  });

  it("show what is sent where once another computer answers", async () => {
    openApp("/settings", {
      prepare: (made) => Object.assign(made.world.settings, { chat_model: "server:Groq/llama-3.3-70b" }),
    });
    expect(await screen.findByText("What is sent to api.groq.com")).toBeTruthy();
    expect(screen.getByText(/^Your question/)).toBeTruthy();
  });
});

describe("servers", () => {
  it("are added with a key that is not shown, and tried at once", async () => {
    const { user, fake } = openApp("/settings");
    await user.click(await screen.findByRole("button", { name: "Add a server" }));
    const form = within(screen.getByRole("form", { name: "Add a server" }));
    await user.type(form.getByLabelText("Name"), "Mistral");
    await user.type(form.getByLabelText("Address"), "https://api.mistral.ai/v1");
    await user.type(form.getByLabelText("Key"), "sk-1");
    expect(form.getByLabelText("Key").getAttribute("type")).toBe("password");
    await user.click(form.getByRole("button", { name: "Add and test" }));
    await waitFor(() =>
      expect(callsOf(fake, "servers.add")).toEqual([
        { name: "Mistral", address: "https://api.mistral.ai/v1", key: "sk-1", unencrypted: false },
      ]),
    );
    await waitFor(() => expect(callsOf(fake, "servers.test")).toEqual([3]));
    await waitFor(() => expect(screen.getAllByTestId("server-row")).toHaveLength(3));
    const added = screen.getAllByTestId("server-row").find((one) => one.textContent?.includes("Mistral"));
    expect(added?.textContent).toContain("not encrypted: this system has no keychain");
  });

  it("keep the form and say what is wrong with an address", async () => {
    const { user } = openApp("/settings");
    await user.click(await screen.findByRole("button", { name: "Add a server" }));
    const form = within(screen.getByRole("form", { name: "Add a server" }));
    await user.type(form.getByLabelText("Name"), "Odd");
    await user.type(form.getByLabelText("Address"), "nonsense");
    await user.click(form.getByRole("button", { name: "Add and test" }));
    expect(await form.findByText(/nonsense is not an address/i)).toBeTruthy();
    expect(form.getByLabelText("Name")).toHaveProperty("value", "Odd");
  });
});
