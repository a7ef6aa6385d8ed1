//! The three commands that a page can call. Everything else about the app is an operation of the core.

use std::sync::Arc;

use almanac_core::{Event, Failure};
use serde_json::{Value, json};
use tauri::{Manager, State, WebviewWindow, ipc::Channel};

use crate::{
    allow, capture, desktop,
    state::{Shell, unexpected},
    verbs,
    windows::MAIN,
};

/// The table that stands for the shell's own state in a reply's list of tables read.
pub(crate) const SHELL_TABLE: &str = "shell";

/// Runs one operation of the core, off the window's thread.
#[tauri::command]
pub(crate) async fn call(
    window: WebviewWindow,
    shell: State<'_, Arc<Shell>>,
    name: String,
    input: Option<Value>,
) -> Result<Value, Failure> {
    allow::operation(window.label(), &name)?;
    let (shell, app) = (Arc::clone(&shell), window.app_handle().clone());
    aside(move || {
        let reply = shell.core()?.call(&name, input.unwrap_or_default()).map_err(|error| error.failure())?;
        let mut reply = json!({ "data": reply.data, "tables": reply.tables });
        if name == "data.about" {
            add_shell_state(&shell, &mut reply);
        }
        if name == "diagnostics.show"
            && let Some(groups) = reply["data"]["groups"].as_array_mut()
        {
            groups.push(desktop::facts(&app, &shell));
        }
        Ok(reply)
    })
    .await
}

/// Sends every event to the calling page from now on.
#[tauri::command]
pub(crate) fn subscribe(window: WebviewWindow, shell: State<'_, Arc<Shell>>, channel: Channel<Event>) {
    shell.streams.join(window.label(), channel);
    if window.label() == MAIN
        && let Some(route) = shell.take_route()
    {
        shell.streams.send(&Event::Open { route });
    }
}

/// Asks something of the shell itself: show a window, choose files, tell how the start went.
#[tauri::command]
pub(crate) async fn window(
    window: WebviewWindow,
    shell: State<'_, Arc<Shell>>,
    verb: String,
    options: Option<verbs::Options>,
) -> Result<Value, Failure> {
    allow::verb(window.label(), &verb)?;
    let shell = Arc::clone(&shell);
    aside(move || verbs::run(&window, &shell, &verb, options.unwrap_or_default())).await
}

/// Runs blocking work on a thread of its own; a panic there becomes an ordinary failure.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|_| Err(unexpected()))
}

/// The core cannot know how the shortcut fared, nor which program was started.
fn add_shell_state(shell: &Shell, reply: &mut Value) {
    reply["data"]["shortcut_error"] = json!(shell.shortcut_error());
    reply["data"]["capture_command"] = json!(capture::command_line());
    if let Some(tables) = reply["tables"].as_array_mut() {
        tables.push(json!(SHELL_TABLE));
    }
}
