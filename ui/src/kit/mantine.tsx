// Mantine, dressed in our tokens. It supplies behaviour (focus, portals, keyboard); the look is ours.
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "./mantine.css";
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import type { ReactNode } from "react";

const verdigris: MantineColorsTuple = [
  "#e9f3ef",
  "#dfeae3",
  "#b9d6cd",
  "#7ac8b7",
  "#4fa897",
  "#2f8577",
  "#1c655b",
  "#17564d",
  "#124740",
  "#0d211e",
];

const theme = createTheme({
  primaryColor: "verdigris",
  primaryShade: { light: 6, dark: 3 },
  colors: { verdigris },
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--mono)",
  fontSizes: { xs: "11px", sm: "13px", md: "13.5px", lg: "15px", xl: "19px" },
  defaultRadius: 6,
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { transitionProps: { duration: 90 }, offset: 6 } },
    Popover: { defaultProps: { transitionProps: { duration: 90, transition: "fade" }, shadow: "none", offset: 6 } },
    Menu: { defaultProps: { transitionProps: { duration: 90, transition: "fade" }, shadow: "none", offset: 4 } },
    Modal: { defaultProps: { transitionProps: { duration: 120, transition: "fade" } } },
  },
});

const variables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--raised)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-2)",
    "--mantine-color-placeholder": "var(--ink-3)",
    "--mantine-color-default": "var(--raised)",
    "--mantine-color-default-hover": "var(--sunk)",
    "--mantine-color-default-color": "var(--ink)",
    "--mantine-color-default-border": "var(--hairline-2)",
    "--mantine-color-error": "var(--rubric)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-primary-color-filled": "var(--accent)",
    "--mantine-primary-color-contrast": "var(--on-accent)",
  };
  return { variables: {}, light: shared, dark: shared };
};

export function KitProvider({ scheme, children }: { scheme: "light" | "dark"; children: ReactNode }) {
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} cssVariablesResolver={variables}>
      {children}
      <Notifications position="bottom-center" containerWidth={540} limit={3} zIndex={400} />
    </MantineProvider>
  );
}
