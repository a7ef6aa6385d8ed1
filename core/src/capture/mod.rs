//! Capture: one line of text, from any door, becomes a task or a note.

mod complete;
pub mod language;
mod measure;
pub mod operations;
mod retitle;
mod save;
mod similar;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::knowledge::Item;
use crate::logbook::Entry;
use crate::metrics::MetricLogged;
use crate::tasks::Task;
use crate::words;

pub use complete::{Beginning, NameOf, OfferedName};
pub use language::Parsed;
pub(crate) use save::keep_lines;

/// Words for days count from the person's day.
fn present<'a>(tx: &'a ReadTx<'_>) -> Result<language::Present<'a>> {
    Ok(language::Present { now: tx.zoned(), today: tx.today()?.0 })
}

/// Makes a task of each line within somebody's step; see [`operations`].
///
/// # Errors
/// There is no line, or a task cannot be made of one.
pub fn tasks(tx: &WriteTx<'_>, text: &str) -> Result<Captured> {
    save::tasks(tx, text, &[], None)
}

words! {
    /// What a captured text becomes.
    CaptureAs { Task = "task", Note = "note", Entry = "entry", Metric = "metric" }
}

/// A chip that the person took back: its words are plain words again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Dismissed {
    /// Index of the line in the text.
    pub line: usize,
    /// In Unicode scalar values of the line, end exclusive.
    pub start: usize,
    pub end: usize,
}

/// One line as it was understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ParsedLine {
    pub text: String,
    /// How many levels deeper than the first line; a deeper line is a subtask of the line above it.
    pub indent: usize,
    pub parsed: Parsed,
    /// What each span means, in the order of `parsed.spans`.
    pub meaning: Vec<String>,
}

/// What was made of a captured text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Captured {
    pub tasks: Vec<Task>,
    pub item: Option<Item>,
    /// What was written in today's logbook.
    pub entry: Option<Entry>,
    /// What was measured.
    pub logs: Vec<MetricLogged>,
}
