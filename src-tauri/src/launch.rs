//! How the app starts, once and again: the parts in their order, and what the command line wishes.

use std::{panic, path::PathBuf, sync::Arc, thread};

use almanac_core::{Actor, App, Config, Error, Event, Failure};
use tauri::plugin::{self, TauriPlugin};
use tauri::{AppHandle, Manager, RunEvent, Runtime};
use tauri_plugin_window_state::StateFlags;

use crate::{
    bridge, capture, links, login, notices,
    state::{Shell, unexpected},
    tray,
    windows::{self, CAPTURE, MAIN},
};

/// What the command line asks for.
#[derive(Debug, PartialEq)]
enum Wish {
    /// The main window, as it was left.
    Main,
    /// The main window at a place.
    Place(String),
    /// The capture window alone.
    Capture,
    /// What a link says; the main window stays as it is.
    Link,
    /// No window: the app waits in the tray, as it does after the computer's own start.
    Hidden,
}

/// Runs the app until the person quits.
pub(crate) fn run() -> tauri::Result<()> {
    let app = tauri::Builder::default()
        // First, so that a second start ends before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| started_again(app, &arguments)))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(frozen())
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .with_denylist(&[CAPTURE])
                .build(),
        )
        .manage(Arc::new(Shell::new(data_dir())))
        .invoke_handler(tauri::generate_handler![bridge::call, bridge::subscribe, bridge::window])
        .on_window_event(windows::on_event)
        .setup(|app| {
            set_up(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| match event {
        // macOS: the icon in the Dock was clicked.
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => windows::show_main(app),
        RunEvent::Exit => {
            if let Some(core) = app.state::<Arc<Shell>>().core_if_open() {
                core.stop();
            }
        }
        _ => {}
    });
    Ok(())
}

/// Freezes what every object inherits, before the page's own scripts.
fn frozen<R: Runtime>() -> TauriPlugin<R> {
    plugin::Builder::new("frozen").js_init_script(include_str!("frozen.js")).build()
}

/// Where the data are: where the command line keeps them too.
pub(crate) fn data_dir() -> PathBuf {
    let named = std::env::var_os("ALMANAC_DATA_DIR").filter(|folder| !folder.is_empty());
    named.map(PathBuf::from).or_else(almanac_core::data_dir_default).unwrap_or_default()
}

fn set_up(app: &AppHandle) -> tauri::Result<()> {
    if let Err(error) = app.plugin(tauri_plugin_global_shortcut::Builder::new().build()) {
        tracing::warn!("no global shortcuts here: {error}");
    }
    if let Err(error) = app.plugin(login::plugin()) {
        tracing::warn!("no starting with the computer here: {error}");
    }
    let wish = wish(&std::env::args().skip(1).collect::<Vec<_>>());
    open_core(app);
    windows::build_main(app, matches!(wish, Wish::Main | Wish::Place(_)))?;
    #[cfg(not(target_os = "linux"))]
    capture::build(app)?;
    tray::build(app);
    match wish {
        Wish::Place(route) => app.state::<Arc<Shell>>().keep_route(route),
        Wish::Capture => capture::show(app),
        Wish::Main | Wish::Link | Wish::Hidden => {}
    }
    links::listen(app);
    Ok(())
}

/// Opens the data on a thread of its own, so that the window is there meanwhile.
fn open_core(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || open_now(&app));
}

/// Opens the data and begins to follow them. A data file that cannot be used is left as it is, and
/// the recovery screen tells why; it may ask for another attempt.
pub(crate) fn open_now(app: &AppHandle) {
    let shell = Arc::clone(&app.state::<Arc<Shell>>());
    let opened = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        let core = open(app, &shell)?;
        core.start().map_err(|error| error.failure())?;
        Ok(core)
    }));
    let opened = opened.unwrap_or_else(|_| Err(unexpected()));
    if let Ok(core) = &opened {
        notices::follow(app, &shell, core);
    }
    shell.opened(opened);
}

fn open(app: &AppHandle, shell: &Shell) -> Result<Arc<App>, Failure> {
    if shell.data_dir().as_os_str().is_empty() {
        return Err(
            Error::Storage("this computer names no folder for a person's data (HOME is not set)".into()).failure()
        );
    }
    let config = Config::new(shell.data_dir(), Actor::User).and_then(|mut config| {
        // An installed package brings weights along.
        config.resource_dir = app.path().resource_dir().ok();
        App::open(config)
    });
    config.map_err(|error| error.failure())
}

/// A second start hands its wish to this one and ends.
fn started_again(app: &AppHandle, arguments: &[String]) {
    match wish(arguments.get(1..).unwrap_or_default()) {
        Wish::Main => windows::show_main(app),
        Wish::Place(route) => {
            if let Err(failure) = go_to(app, &route) {
                tracing::warn!("no such place: {}", failure.message);
            }
        }
        Wish::Capture => capture::toggle(app),
        // The link itself arrives by its own way.
        Wish::Link | Wish::Hidden => {}
    }
}

/// Shows the main window at `route`.
pub(crate) fn go_to(app: &AppHandle, route: &str) -> Result<(), Failure> {
    if !is_place(route) {
        return Err(Error::invalid("a place in the app is a path such as /tasks").failure());
    }
    let shell = app.state::<Arc<Shell>>();
    if shell.streams.hears(MAIN) {
        shell.streams.send(&Event::Open { route: route.to_owned() });
    } else {
        shell.keep_route(route.to_owned());
    }
    windows::show_main(app);
    Ok(())
}

/// Reads the arguments after the program's name. Unknown ones are of no consequence: desktops add some.
fn wish(arguments: &[String]) -> Wish {
    for argument in arguments {
        match argument.as_str() {
            "capture" => return Wish::Capture,
            "--hidden" => return Wish::Hidden,
            link if link.split_once(':').is_some_and(|(scheme, _)| scheme == links::SCHEME) => return Wish::Link,
            route if is_place(route) => return Wish::Place(route.to_owned()),
            _ => {}
        }
    }
    Wish::Main
}

/// Whether a text can be a place in the app: a plain path, so that nothing else is ever navigated to.
fn is_place(text: &str) -> bool {
    text.len() <= 200
        && text.starts_with('/')
        && !text.starts_with("//")
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "/-_?=&#%.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wished(arguments: &[&str]) -> Wish {
        wish(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn the_command_line_says_which_window() {
        assert_eq!(wished(&[]), Wish::Main);
        assert_eq!(wished(&["capture"]), Wish::Capture);
        assert_eq!(wished(&["--hidden"]), Wish::Hidden);
        assert_eq!(wished(&["almanac://capture?text=x"]), Wish::Link);
        assert_eq!(wished(&["--unknown", "/knowledge/12"]), Wish::Place("/knowledge/12".into()));
    }

    #[test]
    fn a_place_is_a_plain_path() {
        for place in ["/tasks", "/knowledge/12?page=3", "/search?q=tax%20return"] {
            assert!(is_place(place), "{place}");
        }
        for other in ["tasks", "//example.org/", "javascript:alert(1)", "/a b", "/\u{202e}", "/<script>"] {
            assert!(!is_place(other), "{other}");
        }
    }
}
