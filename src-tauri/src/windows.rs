//! The main window, and the rules that every window lives by: it shows our pages and no others.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{
    AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent, Wry,
    webview::{NewWindowResponse, PageLoadEvent},
};

use crate::{capture, tray};

/// The label of the main window.
pub(crate) const MAIN: &str = "main";
/// The label of the capture window.
pub(crate) const CAPTURE: &str = "capture";

/// Creates the main window. It shows itself once its page stands, so that nobody sees it empty.
pub(crate) fn build_main(app: &AppHandle, visible: bool) -> tauri::Result<()> {
    let unseen = AtomicBool::new(visible);
    guarded(app, MAIN, "index.html")
        .title("Almanac")
        .inner_size(1180.0, 780.0)
        .min_inner_size(760.0, 520.0)
        .center()
        .visible(false)
        .zoom_hotkeys_enabled(true)
        .on_page_load(move |window, load| {
            if load.event() != PageLoadEvent::Finished {
                return;
            }
            if unseen.swap(false, Ordering::Relaxed) {
                show(&window);
            }
            #[cfg(target_os = "linux")]
            prepare_capture(window.app_handle());
        })
        .build()?;
    Ok(())
}

/// How long the main page has the computer for itself before the capture window is made.
#[cfg(target_os = "linux")]
const WARM_UP: std::time::Duration = std::time::Duration::from_secs(2);

#[cfg(target_os = "linux")]
fn prepare_capture(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(WARM_UP);
        if let Err(error) = capture::build(&app) {
            tracing::warn!("the capture window could not be made: {error}");
        }
    });
}

/// A window that cannot be led astray: no foreign page, no second window, no download. Files are
/// dropped on the page itself, which the system's own handler would prevent.
pub(crate) fn guarded<'a>(app: &'a AppHandle, label: &str, page: &str) -> WebviewWindowBuilder<'a, Wry, AppHandle> {
    let development = tauri::is_dev().then(|| app.config().build.dev_url.clone()).flatten();
    WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .disable_drag_drop_handler()
        .on_navigation(move |url| is_ours(url, development.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
}

/// Whether an address is a page of this app.
fn is_ours(url: &Url, development: Option<&Url>) -> bool {
    if let Some(home) = development {
        return url.origin() == home.origin();
    }
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Brings the main window to the front, from wherever it is.
pub(crate) fn show_main(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        show(&window);
    }
}

fn show(window: &WebviewWindow) {
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!("the main window did not come forward: {error}");
    }
}

/// What happens to windows: closing the main one leaves the app in the tray if there is one, and
/// the capture window hides when the person turns to something else.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    match (window.label(), event) {
        (MAIN, WindowEvent::CloseRequested { api, .. }) => {
            api.prevent_close();
            let app = window.app_handle().clone();
            // Asking the desktop for its tray must not hold up the window system.
            std::thread::spawn(move || close_main(&app));
        }
        (CAPTURE, WindowEvent::CloseRequested { api, .. }) => {
            api.prevent_close();
            capture::hide(window.app_handle());
        }
        (CAPTURE, WindowEvent::Focused(focused)) => capture::on_focus(window.app_handle(), *focused),
        _ => {}
    }
}

/// Hides the main window where a tray can bring it back, and quits where none can. Blocks for a moment.
pub(crate) fn close_main(app: &AppHandle) {
    let window = app.get_webview_window(MAIN).filter(|_| tray::is_shown(app));
    let Some(window) = window else { return app.exit(0) };
    if let Err(error) = window.hide() {
        tracing::warn!("the main window did not hide: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_shown() {
        let ours = |text: &str| is_ours(&text.parse().expect("an address"), None);
        assert!(ours("tauri://localhost/tasks"));
        for foreign in [
            "https://example.org/",
            "http://localhost:5173/",
            "tauri://elsewhere/",
            "data:text/html,x",
            "file:///etc/passwd",
            "about:blank",
            "https://tauri.localhost.example.org/",
        ] {
            assert!(!ours(foreign), "{foreign}");
        }
    }

    #[test]
    fn while_developing_only_the_development_server_is_shown() {
        let home: Url = "http://localhost:5173/".parse().expect("an address");
        assert!(is_ours(&"http://localhost:5173/tasks".parse().expect("an address"), Some(&home)));
        assert!(!is_ours(&"http://localhost:5174/".parse().expect("an address"), Some(&home)));
    }
}
