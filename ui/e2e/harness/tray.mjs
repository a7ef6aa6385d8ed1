// The part of a desktop that shows tray icons: it takes icons in, reads their menus and clicks them.
import { Message, sessionBus, Variant } from "@jellybrick/dbus-next";
import { until } from "./webdriver.mjs";

const WATCHER = "org.kde.StatusNotifierWatcher";
const PATH = "/StatusNotifierWatcher";
const MENU = "com.canonical.dbusmenu";

/** Becomes the session's tray. Icons must find it when their app starts. */
export async function openTray() {
  const bus = sessionBus();
  const icons = [];
  const properties = () => ({
    IsStatusNotifierHostRegistered: new Variant("b", true),
    ProtocolVersion: new Variant("i", 0),
    RegisteredStatusNotifierItems: new Variant(
      "as",
      icons.map(({ service, path }) => service + path),
    ),
  });
  bus.addMethodHandler((message) => {
    if (message.path !== PATH) return false;
    const answer = (signature, body) => bus.send(Message.newMethodReturn(message, signature, body));
    switch (message.member) {
      case "RegisterStatusNotifierItem": {
        const [name] = message.body;
        const icon = name.startsWith("/")
          ? { service: message.sender, path: name }
          : { service: name, path: "/StatusNotifierItem" };
        icons.push(icon);
        answer("", []);
        bus.send(Message.newSignal(PATH, WATCHER, "StatusNotifierItemRegistered", "s", [icon.service + icon.path]));
        return true;
      }
      case "RegisterStatusNotifierHost":
        answer("", []);
        return true;
      case "Get":
        answer("v", [properties()[message.body[1]]]);
        return true;
      case "GetAll":
        answer("a{sv}", [properties()]);
        return true;
      default:
        return false;
    }
  });
  await bus.requestName(WATCHER, 0);

  const call = async (destination, path, iface, member, signature, body) =>
    (await bus.call(new Message({ destination, path, interface: iface, member, signature, body }))).body;

  /** The menu of the icon that came last: `[{ id, label, ticked }]`. */
  async function menu() {
    const icon = await until("an icon in the tray", () => icons.at(-1));
    const get = ["org.kde.StatusNotifierItem", "Menu"];
    const [path] = await call(icon.service, icon.path, "org.freedesktop.DBus.Properties", "Get", "ss", get);
    const [, layout] = await call(icon.service, path.value, MENU, "GetLayout", "iias", [0, -1, []]);
    const items = layout[2].map(({ value: [id, described] }) => ({
      id,
      label: (described.label?.value ?? "").replace(/_(.?)/g, "$1"),
      ticked: described["toggle-type"] ? described["toggle-state"]?.value === 1 : undefined,
    }));
    return { icon, path: path.value, items: items.filter(({ label }) => label) };
  }

  return {
    /** The labels of the menu, in their order. */
    labels: async () => (await menu()).items.map(({ label }) => label),
    /** Clicks the item whose label is, or contains, `label`. */
    async click(label) {
      await until(`${label} in the tray's menu`, async () => {
        const { icon, path, items } = await menu();
        const item = items.find((one) => one.label === label) ?? items.find((one) => one.label.includes(label));
        if (!item) return false;
        const event = [item.id, "clicked", new Variant("i", 0), Math.floor(Date.now() / 1000)];
        try {
          await call(icon.service, path, MENU, "Event", "isvu", event);
          return true;
        } catch (error) {
          // The menu was made anew between the reading and the click; a person would look again.
          if (/does not refer to a menu item/.test(error.message)) return false;
          throw error;
        }
      });
    },
    close: () => bus.disconnect(),
  };
}
