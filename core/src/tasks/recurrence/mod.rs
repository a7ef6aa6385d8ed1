//! Tasks that repeat. The task is always the next occurrence; completing it keeps a done copy and moves the
//! task on, in one step. Times are by the clock on the wall, so a change of clock or zone moves nothing.

mod advance;
mod edit;
pub mod operations;
mod preview;
mod store;

use jiff::Zoned;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Task;
use crate::calendar::{self, Rule};
use crate::error::{Error, Result};
use crate::types::{Day, Timestamp, When};
use crate::words;

pub(super) use advance::complete;
pub use edit::apply;
pub(super) use edit::{delete, skip};
pub use operations::{SetRepeat, repeat};
pub use preview::described;
pub(super) use store::RULE;

words! {
    /// What the next occurrence counts from.
    RepeatWay {
        /// The rule, even if the next day is past already.
        Fixed = "fixed",
        /// The rule, but the next day is never past.
        SkipPast = "skip_past",
        /// The day of completion.
        FromCompletion = "from_completion",
    }

    /// Which occurrences a change is for.
    RepeatScope { This = "this", Following = "following", All = "all" }
}

/// How a task repeats, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Repeat {
    /// RFC 5545, without `RRULE:`.
    pub rule: String,
    pub way: RepeatWay,
    /// Such as `every 2 weeks on Mon and Thu`.
    pub words: String,
}

impl Repeat {
    /// A stored rule with its words.
    pub(super) fn new(rule: String, way: RepeatWay, zone: &TimeZone) -> Self {
        let words = rule.parse().map_or_else(|_| rule.clone(), |rule: Rule| say(&rule, way, zone));
        Self { rule, way, words }
    }
}

/// A rule in words, with what it counts from where that is not the rule itself.
pub(crate) fn say(rule: &Rule, way: RepeatWay, zone: &TimeZone) -> String {
    let words = calendar::words(rule, zone);
    if way == RepeatWay::FromCompletion { format!("{words}, from completion") } else { words }
}

/// A task's repetition.
#[derive(Debug, Clone)]
struct Repetition {
    rule: Rule,
    way: RepeatWay,
    /// Where the rule begins.
    begins: DateTime,
    /// The occurrence that the task is now; it may have been moved to another day this once.
    occurs: DateTime,
    /// Whole days, without a time.
    days: bool,
    completed: u32,
}

/// A day or moment by the clock on the wall; midnight for a day.
fn local(when: When, zone: &TimeZone) -> Result<DateTime> {
    match when.at {
        Some(at) => Ok(at.zoned(zone)?.datetime()),
        None => Ok(when.day.0.to_datetime(Time::midnight())),
    }
}

/// What the clock on the wall means in a zone.
fn when(at: DateTime, days: bool, zone: &TimeZone) -> Result<When> {
    if days {
        return Ok(When { day: Day(at.date()), at: None });
    }
    let zoned: Zoned = zone.to_zoned(at).map_err(|_| Error::invalid("the calendar has no such moment"))?;
    Ok(When { day: Day(zoned.date()), at: Some(Timestamp::from(&zoned)) })
}

/// The date that repeats: the scheduled one, else the deadline.
fn base(task: &Task) -> Option<When> {
    task.scheduled.or(task.deadline)
}
