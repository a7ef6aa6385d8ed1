//! The tray: capture, the next tasks of today with a tick each, the focus timer, a pause for background work, the way
//! in and the way out. On Linux a tray has no clicks, only this menu.

use std::{panic, sync::Arc};

use almanac_core::App;
use serde_json::{Value, json};
use tauri::{
    AppHandle, Manager, Wry,
    image::Image,
    menu::{CheckMenuItemBuilder, Menu, MenuBuilder, MenuEvent},
    tray::TrayIconBuilder,
};

use crate::{capture, glance::Glance, state::Shell, windows};

/// The tray's name within the app.
const ID: &str = "tray";
/// The longest title that a menu shows whole, in characters.
const TITLE: usize = 48;

/// Puts the icon into the tray. Without a tray, or its library, the app simply has none.
pub(crate) fn build(app: &AppHandle) {
    let built = panic::catch_unwind(panic::AssertUnwindSafe(|| -> tauri::Result<()> {
        let icon: &[u8] = if cfg!(target_os = "macos") {
            include_bytes!("../icons/tray-template.png")
        } else {
            include_bytes!("../icons/tray.png")
        };
        TrayIconBuilder::with_id(ID)
            .icon(Image::from_bytes(icon)?)
            .icon_as_template(true)
            .tooltip("Almanac")
            .menu(&menu(app, &Glance::default())?)
            .show_menu_on_left_click(true)
            .on_menu_event(on_menu)
            .build(app)?;
        Ok(())
    }));
    if !matches!(built, Ok(Ok(()))) {
        tracing::warn!("this desktop has no place for a tray icon");
    }
}

/// Shows what `glance` saw.
pub(crate) fn show(app: &AppHandle, glance: &Glance) {
    let menu = menu(app, glance);
    let shown = menu.and_then(|menu| match app.tray_by_id(ID) {
        Some(tray) => tray.set_menu(Some(menu)),
        None => Ok(()),
    });
    if let Err(error) = shown {
        tracing::warn!("the tray menu kept its former content: {error}");
    }
}

fn menu(app: &AppHandle, glance: &Glance) -> tauri::Result<Menu<Wry>> {
    let mut menu = MenuBuilder::new(app).text("capture", "Quick capture").separator();
    for (id, title) in &glance.tasks {
        menu = menu.item(&CheckMenuItemBuilder::with_id(format!("task:{id}"), shortened(title)).build(app)?);
    }
    if !glance.tasks.is_empty() {
        menu = menu.separator();
    }
    match (&glance.focus, glance.tasks.first()) {
        (Some(title), _) => menu = menu.text("focus-stop", format!("Stop the timer: {}", shortened(title))).separator(),
        (None, Some((id, title))) => {
            menu = menu.text(format!("focus:{id}"), format!("Start the timer: {}", shortened(title))).separator();
        }
        (None, None) => {}
    }
    if let Some(paused) = glance.paused {
        menu = menu.text("pause", if paused { "Resume processing" } else { "Pause processing" });
    }
    menu.text("open", "Open Almanac").text("quit", "Quit").build()
}

/// A title as a menu can show it: not too long, and with no character that a menu takes for a mark.
fn shortened(title: &str) -> String {
    let mut text: String = title.chars().take(TITLE).collect();
    if title.chars().count() > TITLE {
        text.push('…');
    }
    text.replace('&', "&&")
}

fn on_menu(app: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        "capture" => capture::show(app),
        "open" => windows::show_main(app),
        "quit" => app.exit(0),
        "pause" => aside(app, |core| {
            let paused = core.call("processing.status", Value::Null)?.data["paused"] == json!(true);
            core.call("processing.pause", json!({ "paused": !paused })).map(drop)
        }),
        "focus-stop" => aside(app, |core| core.call("focus.stop", json!({})).map(drop)),
        other => {
            let number = |prefix| other.strip_prefix(prefix).and_then(|id| id.parse::<i64>().ok());
            if let Some(id) = number("task:") {
                aside(app, move |core| core.call("tasks.complete", json!({ "ids": [id] })).map(drop));
            } else if let Some(id) = number("focus:") {
                aside(app, move |core| core.call("focus.start", json!({ "task": id })).map(drop));
            }
        }
    }
}

/// Runs `work` away from the window system's thread, then shows the menu as the data are now: the
/// system ticks an item by itself, also when the work failed.
fn aside(app: &AppHandle, work: impl FnOnce(&App) -> almanac_core::Result<()> + Send + 'static) {
    let app = app.clone();
    std::thread::spawn(move || {
        let shell = app.state::<Arc<Shell>>();
        let Some(core) = shell.core_if_open() else { return };
        if let Err(error) = work(&core) {
            tracing::warn!("the tray's wish was not done: {:?}", error.kind());
        }
        show(&app, &Glance::of(&core));
    });
}

/// Whether the person can see the tray icon; if not, a hidden window would be lost.
pub(crate) fn is_shown(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some() && desktop_shows_trays()
}

/// Asks the session bus whether some panel shows tray icons: not every Linux desktop does.
#[cfg(target_os = "linux")]
fn desktop_shows_trays() -> bool {
    let ask = || -> zbus::Result<bool> {
        let bus = zbus::blocking::connection::Builder::session()?
            .method_timeout(std::time::Duration::from_secs(1))
            .build()?;
        zbus::blocking::Proxy::new(
            &bus,
            "org.kde.StatusNotifierWatcher",
            "/StatusNotifierWatcher",
            "org.kde.StatusNotifierWatcher",
        )?
        .get_property("IsStatusNotifierHostRegistered")
    };
    ask().unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
fn desktop_shows_trays() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_shortened_by_characters_and_keeps_its_ampersand() {
        assert_eq!(shortened("salt & pepper"), "salt && pepper");
        let long = shortened(&"ä".repeat(80));
        assert_eq!(long.chars().count(), TITLE + 1);
        assert!(long.ends_with('…'));
    }
}
