//! What a page can ask of the shell itself, word by word.

use std::path::PathBuf;

use almanac_core::{Error, Failure};
use serde::Deserialize;
use serde_json::{Value, json};
use tauri::{Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::{capture, environment, launch, recovery, state::Shell, windows};

/// What some of the verbs want to know.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// `show_main`: the place to show, such as `/tasks`.
    route: Option<String>,
    /// `capture_height`: how tall the capture window's content is, in logical pixels.
    height: Option<f64>,
    /// `zoom`: how large the page is drawn, 1 being as designed.
    factor: Option<f64>,
    /// `choose_save`: the file name to propose.
    name: Option<String>,
    /// `restore_backup`: one of the copies that `start_state` listed.
    backup: Option<PathBuf>,
}

/// Does what `verb` says. The caller has checked that the window may ask.
pub(crate) fn run(window: &WebviewWindow, shell: &Shell, verb: &str, options: Options) -> Result<Value, Failure> {
    let app = window.app_handle();
    match verb {
        "start_state" => {
            // A page that asks again after a failure is a person who tries again.
            if shell.core().is_err() {
                launch::open_now(app);
            }
            return Ok(shell.start_state());
        }
        "restore_backup" => recovery::restore(shell, options.backup)?,
        "show_data_folder" => recovery::show_folder(&shell.data_dir())?,
        "show_log_folder" => {
            let log = environment::log_file(&shell.data_dir());
            recovery::show_folder(log.parent().unwrap_or(&log))?;
        }
        "open_elsewhere" => {
            let chosen = paths(dialog(window).blocking_pick_folder().map(|path| vec![path]));
            return Ok(json!(recovery::open_elsewhere(shell, chosen.into_iter().next())?));
        }
        // A restore that was decided is finished by the next start.
        "restart" => app.request_restart(),
        "show_main" => match options.route {
            Some(route) => launch::go_to(app, &route)?,
            None => windows::show_main(app),
        },
        "show_capture" => capture::show(app),
        "take_draft" => return Ok(json!(shell.take_draft())),
        "clipboard_address" => return Ok(json!(capture::clipboard_address(app))),
        "hide_capture" => capture::hide(app),
        "capture_height" => capture::set_height(app, options.height.unwrap_or(capture::HEIGHT)),
        "choose_files" => return Ok(json!(paths(dialog(window).blocking_pick_files()))),
        "choose_folder" => return Ok(json!(paths(dialog(window).blocking_pick_folders()))),
        "choose_save" => {
            let name = options.name.unwrap_or_else(|| "almanac".into());
            let chosen = dialog(window).set_file_name(name).blocking_save_file();
            return Ok(json!(paths(chosen.map(|path| vec![path])).into_iter().next()));
        }
        "zoom" => {
            let factor = options.factor.filter(|factor| factor.is_finite()).unwrap_or(1.0);
            window.set_zoom(factor.clamp(0.5, 3.0)).map_err(|error| Error::internal(error).failure())?;
        }
        // Like the button in its frame: the tray keeps the app, if there is one.
        "close" => windows::close_main(app),
        "quit" => app.exit(0),
        _ => return Err(Error::invalid(format!("the shell knows no verb named {verb}")).failure()),
    }
    Ok(Value::Null)
}

fn dialog(window: &WebviewWindow) -> tauri_plugin_dialog::FileDialogBuilder<tauri::Wry> {
    window.dialog().file().set_parent(window)
}

/// The chosen paths; none when the person changed their mind.
fn paths(chosen: Option<Vec<FilePath>>) -> Vec<PathBuf> {
    chosen.unwrap_or_default().into_iter().filter_map(|path| path.into_path().ok()).collect()
}
