//! How the shell gets along with the desktop, as lines of the diagnostics page.

use almanac_core::diagnostics::home_as_tilde;
use serde_json::{Value, json};
use tauri::AppHandle;

use crate::{environment, login, state::Shell, tray};

/// The group that the core's own groups are followed by. Blocks while the desktop is asked.
pub(crate) fn facts(app: &AppHandle, shell: &Shell) -> Value {
    let settings = shell.core().ok().and_then(|core| core.call("settings.get", Value::Null).ok());
    let setting = |name: &str| settings.as_ref().map(|settings| settings.data[name].clone()).unwrap_or_default();
    let shortcut = shell.shortcut_error().map_or_else(
        || fact("Shortcut", format!("{} is registered", setting("shortcut").as_str().unwrap_or_default()), "good"),
        |reason| fact("Shortcut", reason, "attention"),
    );
    let tray = if tray::is_shown(app) {
        fact("Tray", "shown".into(), "good")
    } else {
        fact("Tray", "this desktop shows none; closing the window ends the app".into(), "attention")
    };
    let login = match login::is_on(app) {
        Some(true) => fact("Start with the computer", "on".into(), "plain"),
        Some(false) => fact("Start with the computer", "off".into(), "plain"),
        None => fact("Start with the computer", "this system does not offer it".into(), "plain"),
    };
    let notifications = match (setting("notifications") == json!(false), notifier()) {
        (true, _) => fact("Notifications", "switched off in Settings".into(), "plain"),
        (false, Ok(name)) => fact("Notifications", format!("shown by {name}"), "good"),
        (false, Err(())) => fact("Notifications", "this desktop shows none".into(), "attention"),
    };
    let log = environment::log_file(&shell.data_dir());
    let log = fact("Log", home_as_tilde(&log.display().to_string()), "plain");
    let desktop = std::env::var("XDG_CURRENT_DESKTOP").ok().filter(|name| !name.is_empty());
    let session = std::env::var("XDG_SESSION_TYPE").ok().filter(|name| !name.is_empty());
    let session = [desktop, session].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let mut lines = vec![shortcut, tray, login, notifications, log];
    if !session.is_empty() {
        lines.insert(0, fact("Session", session, "plain"));
    }
    json!({ "title": "Desktop", "facts": lines })
}

fn fact(name: &str, value: String, health: &str) -> Value {
    json!({ "name": name, "value": value, "health": health })
}

/// The program that shows notices here.
#[cfg(target_os = "linux")]
fn notifier() -> Result<String, ()> {
    notify_rust::get_server_information().map(|server| server.name).map_err(drop)
}

#[cfg(not(target_os = "linux"))]
fn notifier() -> Result<String, ()> {
    Ok("the system".into())
}
