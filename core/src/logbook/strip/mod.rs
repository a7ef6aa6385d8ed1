//! What happened on a day, read from the rows. It stands beside the writing and is never part of it.

mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::LinkTo;
use crate::db::ReadTx;
use crate::error::Result;
use crate::types::{Day, Timestamp};
use crate::words;

words! {
    /// What kind of thing happened.
    Happened {
        Completed = "completed",
        Focus = "focus",
        Captured = "captured",
        Highlight = "highlight",
        Project = "project",
        Habit = "habit",
        Metric = "metric",
        Goal = "goal",
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Happening {
    pub kind: Happened,
    pub at: Timestamp,
    pub title: String,
    /// What more there is to say: minutes, a new status.
    pub detail: Option<String>,
    pub minutes: Option<u32>,
    /// Nothing when its subject is gone.
    pub to: Option<LinkTo>,
}

/// A day with the moment at which it begins and the one before which it ends.
pub(super) type Span = (Day, Timestamp, Timestamp);

/// What happened of one kind of thing.
type Source = fn(&ReadTx<'_>, Span) -> Result<Vec<Happening>>;

/// Who tells what happened: one line a kind of thing.
const SOURCES: &[Source] = &[
    store::completed,
    store::focus,
    store::captured,
    store::highlights,
    store::projects,
    store::habits,
    store::metrics,
    store::goals,
];

/// At most so many lines of each kind.
const MOST: u32 = 200;

/// What happened on a day, in the order of its hours.
///
/// # Errors
/// The file cannot be read, or the calendar has no such day.
pub fn happened(tx: &ReadTx<'_>, day: Day) -> Result<Vec<Happening>> {
    let span = (day, tx.began(day)?, tx.began(day.tomorrow()?)?);
    let mut all = Vec::new();
    for source in SOURCES {
        all.extend(source(tx, span)?);
    }
    all.sort_by_key(|happening| happening.at);
    Ok(all)
}
