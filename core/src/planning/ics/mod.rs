//! iCalendar (RFC 5545): files that are read, and the plan written as one. `calcard` takes the lines apart; what they mean
//! is decided here, and rules are walked by `calendar`.

mod entry;
mod export;
mod import;
pub mod read;
mod store;
mod to_task;
mod write;
pub mod zones;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::read::NotTaken;
use super::calendars::CalendarId;
use crate::db::ReadTx;
use crate::error::Result;
use crate::operations::Call;
use crate::types::Day;
use crate::{operations, words};

operations! { "ics";
    /// Takes the events of a calendar file into a calendar, or its entries as tasks; with `preview` it only says what would
    /// happen. The same file a second time changes nothing.
    action import(IcsImport) -> IcsReport;
    /// The blocks and scheduled tasks from a day until another as a calendar file.
    query export(IcsExport) -> IcsFile;
}

words! {
    /// What the entries of a file become.
    IcsAs { Events = "events", Tasks = "tasks" }
}

/// A file to take in: by its path, or by its text.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IcsImport {
    pub path: Option<String>,
    pub text: Option<String>,
    /// The name of the file, where its text is given.
    pub file: Option<String>,
    /// Events unless said.
    #[serde(rename = "as")]
    pub as_what: Option<IcsAs>,
    /// The calendar that takes the events; the one that has this file, else a new one, unless said.
    pub calendar: Option<CalendarId>,
    pub preview: bool,
}

/// What became of the entries of a file. Each is counted once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct IcsReport {
    /// Entries in the file.
    pub total: usize,
    pub created: usize,
    /// There already, and brought to what the file says now.
    pub merged: usize,
    pub skipped: Vec<NotTaken>,
    /// The calendar with the events; nothing for tasks, and in a preview of a new one.
    pub calendar: Option<CalendarId>,
    /// What had to be guessed.
    pub notes: Vec<NotTaken>,
}

/// Which days.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IcsExport {
    /// Today unless said.
    pub from: Option<Day>,
    /// The last day; four weeks after the first unless said.
    pub until: Option<Day>,
}

/// A calendar file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct IcsFile {
    /// What it is called unless the person says otherwise.
    pub name: String,
    pub text: String,
    /// How many entries it has.
    pub entries: usize,
}

fn import(call: &Call<'_>, asked: IcsImport) -> Result<IcsReport> {
    import::import(call, &asked)
}

fn export(tx: &ReadTx<'_>, days: IcsExport) -> Result<IcsFile> {
    export::export(tx, days)
}
