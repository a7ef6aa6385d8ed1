//! The capture window: made once the main window stands, hidden until the shortcut, the tray or the command
//! line calls it, and gone again on Esc or when the person turns away.

use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{
    AppHandle, LogicalPosition, LogicalSize, Manager, Monitor, PhysicalPosition, Url, WebviewWindow,
    WebviewWindowBuilder, Wry,
};
use tauri_plugin_clipboard_manager::ClipboardExt;

use crate::windows::{self, CAPTURE};

/// The window's width in logical pixels.
const WIDTH: f64 = 620.0;
/// Its height until the page asks for another.
pub(crate) const HEIGHT: f64 = 150.0;
/// It grows with its content, but stays a small window.
const TALLEST: f64 = 560.0;

/// Whether it has had the keyboard since it was shown; only then does losing it mean anything.
static FOCUSED: AtomicBool = AtomicBool::new(false);

/// The longest address that is offered.
const ADDRESS: usize = 2_000;

/// The address of a web page, if the clipboard holds that and nothing else. What else it holds is not looked at.
pub(crate) fn clipboard_address(app: &AppHandle) -> Option<String> {
    let text = app.clipboard().read_text().ok()?;
    let text = text.trim();
    let url = Url::parse(text).ok().filter(|_| text.len() <= ADDRESS)?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| text.to_owned())
}

/// Creates the window, unseen, so that showing it later takes no time.
#[cfg(not(target_os = "linux"))]
pub(crate) fn build(app: &AppHandle) -> tauri::Result<()> {
    designed(app).build().map(drop)
}

/// Creates the window, unseen, so that showing it later takes no time, unless it is there. It lives in the main
/// window's web process: one of its own would weigh a third of the whole app. Waits for the main thread.
#[cfg(target_os = "linux")]
pub(crate) fn build(app: &AppHandle) -> tauri::Result<()> {
    let Some(main) = app.get_webview_window(windows::MAIN).filter(|_| window(app).is_none()) else { return Ok(()) };
    let app = app.clone();
    let (made, outcome) = std::sync::mpsc::channel();
    main.with_webview(move |main| {
        // Another may have made it meanwhile; here there is one at a time.
        let done = match window(&app) {
            Some(_) => Ok(()),
            None => designed(&app).with_related_view(main.inner()).build().map(drop),
        };
        let _ = made.send(done);
    })?;
    outcome.recv().unwrap_or(Ok(()))
}

fn designed(app: &AppHandle) -> WebviewWindowBuilder<'_, Wry, AppHandle> {
    windows::guarded(app, CAPTURE, "capture.html")
        .title("Almanac – capture")
        .inner_size(WIDTH, HEIGHT)
        .min_inner_size(WIDTH, 60.0)
        .max_inner_size(WIDTH, TALLEST)
        // GTK ignores a new size of a window that is declared fixed.
        .resizable(cfg!(target_os = "linux"))
        .maximizable(false)
        .minimizable(false)
        .decorations(false)
        .always_on_top(true)
        .visible_on_all_workspaces(true)
        .skip_taskbar(true)
        .focused(false)
        .visible(false)
}

/// Shows the window on the screen where the person is, or hides it if it is there already.
pub(crate) fn toggle(app: &AppHandle) {
    let visible = window(app).is_some_and(|window| window.is_visible().unwrap_or(false));
    if visible { hide(app) } else { show(app) }
}

/// Shows the window on the screen where the pointer is, ready to type. Not on the main thread: a window that was
/// shown in the same breath cannot be given the keyboard.
pub(crate) fn show(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || show_now(&app));
}

fn show_now(app: &AppHandle) {
    // Somebody may call it before it was made.
    #[cfg(target_os = "linux")]
    if let Err(error) = build(app) {
        tracing::warn!("the capture window could not be made: {error}");
    }
    let Some(window) = window(app) else { return };
    FOCUSED.store(false, Ordering::Relaxed);
    let shown = place(&window).and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!("the capture window did not show: {error}");
    }
}

/// Hides the window; the keyboard goes back to whoever had it.
pub(crate) fn hide(app: &AppHandle) {
    let Some(window) = window(app) else { return };
    FOCUSED.store(false, Ordering::Relaxed);
    if let Err(error) = window.hide() {
        tracing::warn!("the capture window did not hide: {error}");
    }
    // Here the system gives the keyboard back to another app only when this one hides as a whole.
    #[cfg(target_os = "macos")]
    if !app.get_webview_window(windows::MAIN).is_some_and(|main| main.is_visible().unwrap_or(false)) {
        let _ = app.hide();
    }
}

/// Follows the keyboard: the window hides when it loses what it had.
pub(crate) fn on_focus(app: &AppHandle, focused: bool) {
    if focused {
        FOCUSED.store(true, Ordering::Relaxed);
    } else if FOCUSED.load(Ordering::Relaxed) {
        hide(app);
    }
}

/// Makes the window as tall as its content.
pub(crate) fn set_height(app: &AppHandle, height: f64) {
    let Some(window) = window(app) else { return };
    let height = if height.is_finite() { height.clamp(60.0, TALLEST) } else { HEIGHT };
    if let Err(error) = window.set_size(LogicalSize::new(WIDTH, height)) {
        tracing::warn!("the capture window kept its size: {error}");
    }
}

/// What to bind in the desktop's keyboard settings where no shortcut can be registered.
pub(crate) fn command_line() -> String {
    let program = std::env::current_exe().map(|path| path.display().to_string());
    let program = program.unwrap_or_else(|_| env!("CARGO_BIN_NAME").to_owned());
    if program.contains(' ') { format!("\"{program}\" capture") } else { format!("{program} capture") }
}

fn window(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(CAPTURE)
}

/// Centres the window on the pointer's screen, a little above the middle.
fn place(window: &WebviewWindow) -> tauri::Result<()> {
    let pointer = window.cursor_position()?;
    let screen = window.monitor_from_point(pointer.x, pointer.y)?.or(window.primary_monitor()?);
    let Some(screen) = screen else { return Ok(()) };
    window.set_position(spot(&screen))
}

/// Reckoned with the width that the window will have: one that was never shown does not know its own.
fn spot(screen: &Monitor) -> PhysicalPosition<i32> {
    let corner: LogicalPosition<f64> = screen.position().to_logical(screen.scale_factor());
    let size: LogicalSize<f64> = screen.size().to_logical(screen.scale_factor());
    LogicalPosition::new(corner.x + (size.width - WIDTH) / 2.0, corner.y + size.height / 4.0)
        .to_physical(screen.scale_factor())
}
