//! The global shortcut that calls the capture window. Where none can be registered, the reason is
//! kept for the settings page.

use std::sync::Arc;

use almanac_core::{App, Event};
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_global_shortcut::{GlobalShortcut, Shortcut, ShortcutState};

use crate::{bridge::SHELL_TABLE, capture, state::Shell};

/// Registers the shortcut of the settings in place of the former one.
pub(crate) fn apply(app: &AppHandle, keys: &str) {
    let outcome = register(app, keys);
    if let Err(reason) = &outcome {
        tracing::warn!("no global shortcut: {reason}");
    }
    let shell = app.state::<Arc<Shell>>();
    if shell.set_shortcut_error(outcome.err()) {
        shell.streams.send(&Event::Changed { tables: vec![SHELL_TABLE.to_owned()] });
    }
}

/// The keys that the settings name, and the tables that say so; `None` when they cannot be read.
pub(crate) fn wanted(core: &App) -> Option<(String, Vec<String>)> {
    let settings = core.call("settings.get", serde_json::Value::Null).ok()?;
    Some((settings.data["shortcut"].as_str()?.to_owned(), settings.tables))
}

fn register(app: &AppHandle, keys: &str) -> Result<(), String> {
    if refuses_shortcuts() {
        return Err("this desktop (Wayland) lets no app register a shortcut. \
                    Bind the command below in the desktop's keyboard settings instead"
            .into());
    }
    let Some(shortcuts) = app.try_state::<GlobalShortcut<Wry>>() else {
        return Err("this desktop lets no app register a shortcut".into());
    };
    if let Err(error) = shortcuts.unregister_all() {
        tracing::warn!("the former shortcut stays: {error}");
    }
    if keys.trim().is_empty() {
        return Ok(());
    }
    let Ok(combination) = keys.parse::<Shortcut>() else {
        return Err(format!("{keys} is no combination of keys; write one such as CmdOrCtrl+Shift+Space"));
    };
    shortcuts
        .on_shortcut(combination, |app, _, event| {
            if event.state == ShortcutState::Pressed {
                capture::toggle(app);
            }
        })
        .map_err(|error| {
            tracing::warn!("registering the shortcut: {error}");
            format!("another program holds {keys}; choose other keys")
        })
}

/// Wayland has no way for a program to take keys for itself, and X11's way sees only X11 windows there.
fn refuses_shortcuts() -> bool {
    cfg!(target_os = "linux")
        && std::env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty())
        && std::env::var("GDK_BACKEND").map_or(true, |backend| !backend.starts_with("x11"))
}
