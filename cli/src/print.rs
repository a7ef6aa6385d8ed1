//! The two ways of answering: JSON for programs, lines for people.

use std::io::Write;

use almanac_core::Error;
use serde::Serialize;
use serde_json::Value;

/// How to answer.
#[derive(Clone, Copy)]
pub(crate) struct Output {
    pub(crate) json: bool,
}

impl Output {
    /// Answers with a value: as JSON, or as `lines` says it.
    pub(crate) fn answer(self, value: &Value, lines: impl FnOnce(&Value) -> String) {
        if self.json { json(value) } else { line(&lines(value)) }
    }

    /// Says what went wrong.
    pub(crate) fn error(self, error: &Error) {
        if self.json {
            json(&serde_json::json!({ "error": error.failure() }));
        }
        eprintln!("almanac: {error}");
    }
}

/// One JSON value on one line of the standard output.
pub(crate) fn json(value: &impl Serialize) {
    match serde_json::to_string(value) {
        Ok(text) => line(&text),
        Err(error) => eprintln!("almanac: {error}"),
    }
}

/// One line on the standard output. A reader that has gone away is no error: `almanac list | head`.
pub(crate) fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    if writeln!(out, "{text}").is_err() {
        std::process::exit(0);
    }
}

/// Text from a document, made harmless for a terminal.
pub(crate) fn safe(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// A field as text, empty when it is not there.
pub(crate) fn field<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
