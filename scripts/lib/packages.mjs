// The system packages that Almanac needs on Linux, by what they are for. A name that is empty means
// that the distribution brings the thing along with another package.

/** Each row: what it is for, then its name for apt, dnf, pacman and zypper. */
const TABLE = [
  // Compiling the core: SQLite and the language model's engine are C and C++.
  ["build", "build-essential", "gcc-c++", "base-devel", "gcc-c++"],
  ["build", "pkg-config", "pkgconf-pkg-config", "", "pkgconf-pkg-config"],
  ["build", "cmake", "cmake", "cmake", "cmake"],
  ["build", "clang", "clang", "clang", "clang"],
  ["build", "libclang-dev", "clang-devel", "", "clang-devel"],
  // Fetching the models' weights.
  ["build", "python3-pip", "python3-pip", "python-pip", "python3-pip"],
  // The window and the tray.
  ["window", "libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1", "webkit2gtk3-devel"],
  ["window", "libayatana-appindicator3-1", "libappindicator-gtk3", "libappindicator-gtk3", "libappindicator3-1"],
  // Killing a program at a certain write, and seeing every connection that it makes.
  ["trace", "strace", "strace", "strace", "strace"],
  // Driving the window in tests, on a screen that nobody sees.
  ["test", "xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb", "xorg-x11-server-Xvfb"],
  ["test", "xauth", "xorg-x11-xauth", "xorg-xauth", "xauth"],
  ["test", "xdotool", "xdotool", "xdotool", "xdotool"],
  ["test", "webkit2gtk-driver", "/usr/bin/WebKitWebDriver", "", "/usr/bin/WebKitWebDriver"],
  ["test", "dbus", "dbus-daemon", "dbus", "dbus-1"],
  ["test", "fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu", "dejavu-fonts"],
];

/** How each package manager answers, and installs. */
export const MANAGERS = [
  {
    name: "apt-get", column: 1, query: ["dpkg-query", "-W", "-f", "${db:Status-Status}"], installed: "installed",
    refresh: ["update"], install: ["install", "-y", "--no-install-recommends"],
  },
  { name: "dnf", column: 2, query: ["rpm", "-q", "--whatprovides"], install: ["install", "-y"] },
  { name: "pacman", column: 3, query: ["pacman", "-Qq"], install: ["-S", "--needed", "--noconfirm"] },
  { name: "zypper", column: 4, query: ["rpm", "-q", "--whatprovides"], install: ["--non-interactive", "install"] },
];

/** The names that a package manager knows for these purposes. */
export const namesFor = (manager, purposes) =>
  TABLE.filter(([purpose]) => purposes.includes(purpose)).map((row) => row[manager.column]).filter(Boolean);
