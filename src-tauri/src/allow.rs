//! What each window may do. The capability files say who may call a command at all; this says which
//! operations, verbs and events pass through it. A window that is not named here may do nothing.

use almanac_core::{Error, Event, Failure};

use crate::windows::{CAPTURE, MAIN};

/// What the capture window may run besides the operations of its own domain.
const CAPTURE_READS: &[&str] = &["settings.get", "projects.list", "tags.list"];

/// What the capture window may ask of the shell.
const CAPTURE_VERBS: &[&str] =
    &["start_state", "hide_capture", "capture_height", "take_draft", "show_main", "clipboard_address"];

/// Whether `window` may run the operation `name`.
pub(crate) fn operation(window: &str, name: &str) -> Result<(), Failure> {
    let allowed = match window {
        MAIN => true,
        // It adds; what is there already is not its business.
        CAPTURE => (name.starts_with("capture.") && name != "capture.retitle") || CAPTURE_READS.contains(&name),
        _ => false,
    };
    permit(allowed, window, name)
}

/// Whether `window` may ask the shell for `verb`.
pub(crate) fn verb(window: &str, verb: &str) -> Result<(), Failure> {
    permit(window == MAIN || (window == CAPTURE && CAPTURE_VERBS.contains(&verb)), window, verb)
}

/// Whether `window` hears of `event`: answers and files are the main window's business only.
pub(crate) fn event(window: &str, event: &Event) -> bool {
    match window {
        MAIN => true,
        CAPTURE => matches!(event, Event::Changed { .. }),
        _ => false,
    }
}

fn permit(allowed: bool, window: &str, what: &str) -> Result<(), Failure> {
    if allowed {
        return Ok(());
    }
    Err(Error::invalid(format!("the {window} window may not use {what}")).failure())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_capture_window_captures_and_nothing_else() {
        for name in ["capture.parse", "capture.save", "settings.get", "projects.list", "tags.list"] {
            assert!(operation(CAPTURE, name).is_ok(), "{name}");
        }
        for name in [
            "tasks.delete",
            "settings.update",
            "chat.ask",
            "capture",
            "data.export",
            "captured.save",
            "capture.retitle",
        ] {
            assert!(operation(CAPTURE, name).is_err(), "{name}");
        }
        assert!(verb(CAPTURE, "hide_capture").is_ok());
        assert!(verb(CAPTURE, "choose_files").is_err());
        assert!(!event(CAPTURE, &Event::Open { route: "/today".into() }));
        assert!(event(CAPTURE, &Event::Changed { tables: Vec::new() }));
    }

    #[test]
    fn an_unknown_window_may_do_nothing() {
        assert!(operation("preview", "settings.get").is_err());
        assert!(verb("preview", "start_state").is_err());
        assert!(!event("preview", &Event::Changed { tables: Vec::new() }));
    }

    /// Each capability names one window and only our three commands.
    #[test]
    fn capabilities_are_one_window_and_three_commands() {
        for (label, text) in
            [(MAIN, include_str!("../capabilities/main.json")), (CAPTURE, include_str!("../capabilities/capture.json"))]
        {
            let capability: serde_json::Value = serde_json::from_str(text).expect("valid JSON");
            assert_eq!(capability["windows"], serde_json::json!([label]));
            assert_eq!(capability["permissions"], serde_json::json!(["allow-call", "allow-subscribe", "allow-window"]));
            assert!(capability.get("remote").is_none() && capability.get("webviews").is_none());
        }
    }
}
