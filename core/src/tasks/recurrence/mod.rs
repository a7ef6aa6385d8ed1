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

use super::{Task, TaskId};
use crate::calendar::{self, Rule};
use crate::db::ReadTx;
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

impl Repetition {
    /// The rule as it goes on from this occurrence: its count is that of the occurrences left.
    fn left(&self, zone: &TimeZone) -> Rule {
        let past = || calendar::local(&self.rule, self.begins, self.days, zone).take_while(|at| *at < self.occurs);
        let passed = |count: u32| count.saturating_sub(u32::try_from(past().count()).unwrap_or(u32::MAX)).max(1);
        Rule { count: self.rule.count.map(passed), ..self.rule.clone() }
    }
}

/// What is left of a series by its rule alone, for a calendar, which knows of no completion.
pub struct Series {
    /// A count is that of the occurrences left.
    pub rule: Rule,
    /// The occurrence that the task is now, by the clock on the wall; it may have been moved this once.
    pub occurs: DateTime,
    /// Whole days, without a time.
    pub days: bool,
}

/// The series of a task from its present occurrence on; none where it does not repeat, or counts from completion.
///
/// # Errors
/// The file cannot be read.
pub fn series(tx: &ReadTx<'_>, task: TaskId) -> Result<Option<Series>> {
    let fixed = store::find(tx, task)?.filter(|found| found.way != RepeatWay::FromCompletion);
    Ok(fixed.map(|found| Series { rule: found.left(tx.zoned().time_zone()), occurs: found.occurs, days: found.days }))
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
