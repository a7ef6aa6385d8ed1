//! Starting with the computer: the system's own list is brought to what the settings say.

use almanac_core::App;
use tauri::{AppHandle, Manager, plugin::TauriPlugin};
use tauri_plugin_autostart::AutoLaunchManager;

/// What makes an entry in the system's list; the app then waits in the tray.
pub(crate) fn plugin() -> TauriPlugin<tauri::Wry> {
    tauri_plugin_autostart::Builder::new().arg("--hidden").build()
}

/// Enters or removes the app as the settings say. An entry that is as it should be is left alone.
pub(crate) fn follow(app: &AppHandle, core: &App) {
    let Ok(settings) = core.call("settings.get", serde_json::Value::Null) else { return };
    let wanted = settings.data["launch_at_login"] == serde_json::json!(true);
    let Some(list) = app.try_state::<AutoLaunchManager>() else { return };
    if is_on(app) == Some(wanted) {
        return;
    }
    if let Err(error) = if wanted { list.enable() } else { list.disable() } {
        tracing::warn!("starting with the computer stays as it was: {error}");
    }
}

/// Whether the app starts with the computer; nothing where the system does not say.
pub(crate) fn is_on(app: &AppHandle) -> Option<bool> {
    app.try_state::<AutoLaunchManager>()?.is_enabled().ok()
}
