//! Capturing, as operations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::language::{LanguageSection, reference};
use super::{
    Beginning, CaptureAs, Captured, Dismissed, OfferedName, ParsedLine, complete, measure, retitle, save, similar,
};
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::operations;
use crate::operations::Call;
use crate::tasks::{RepeatScope, Task, TaskId};
use crate::types::Day;

operations! { "capture";
    /// Understands a text without keeping it: spans, values and what they mean.
    query parse(CaptureText) -> Vec<ParsedLine>;
    /// Names that a sign (`#`, `@`, `after:`) could go on to, a new one marked as such.
    query complete(Beginning) -> Vec<OfferedName>;
    /// What the capture language understands, with examples.
    query language(()) -> Vec<LanguageSection>;
    /// Keeps a text as tasks, one a line with deeper lines as subtasks, as a note, in the logbook, or as values of metrics.
    mutation save(CaptureText) -> Captured;
    /// Gives a task another title; what its words say, such as a day, a project or a priority, becomes the task's.
    mutation retitle(Retitle) -> Task;
    /// Open tasks that say nearly the same as the first line, at most three.
    action[read] similar(CaptureText) -> Vec<Task>;
}

/// What was typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CaptureText {
    #[ts(optional = false)]
    pub text: String,
    /// A task unless said.
    pub save_as: Option<CaptureAs>,
    pub dismissed: Option<Vec<Dismissed>>,
    /// The day of a task whose line names none: that of the page on which it was typed.
    pub day: Option<Day>,
}

/// A title as it was typed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Retitle {
    #[ts(optional = false)]
    pub task: TaskId,
    #[ts(optional = false)]
    pub text: String,
    /// Words that stay words: those that stood in the title before, and chips that were taken back.
    #[serde(default)]
    pub dismissed: Option<Vec<Dismissed>>,
    /// Of a task that repeats; see `tasks.edit`.
    #[serde(default)]
    pub scope: Option<RepeatScope>,
}

fn parse(tx: &ReadTx<'_>, text: CaptureText) -> Result<Vec<ParsedLine>> {
    match text.save_as {
        Some(CaptureAs::Metric) => measure::preview(tx, &text.text),
        _ => save::preview(tx, &text.text, text.dismissed.as_deref().unwrap_or_default()),
    }
}

fn complete(tx: &ReadTx<'_>, beginning: Beginning) -> Result<Vec<OfferedName>> {
    complete::complete(tx, &beginning)
}

fn language(_: &ReadTx<'_>, (): ()) -> Result<Vec<LanguageSection>> {
    Ok(reference())
}

fn save(tx: &WriteTx<'_>, text: CaptureText) -> Result<Captured> {
    match text.save_as.unwrap_or(CaptureAs::Task) {
        CaptureAs::Task => save::tasks(tx, &text.text, text.dismissed.as_deref().unwrap_or_default(), text.day),
        CaptureAs::Note => save::note(tx, &text.text),
        CaptureAs::Entry => save::entry(tx, &text.text),
        CaptureAs::Metric => measure::save(tx, &text.text),
    }
}

fn retitle(tx: &WriteTx<'_>, title: Retitle) -> Result<Task> {
    retitle::retitle(tx, &title)
}

fn similar(call: &Call<'_>, text: CaptureText) -> Result<Vec<Task>> {
    similar::similar(call.app, &text.text)
}
