//! The months of the logbook, and what was written on this day before.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Entry, store};
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::types::Day;

/// A month of a year.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct MonthOf {
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

/// A day that something was written about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DayMark {
    pub day: Day,
    pub entries: i64,
    /// The mean mood of its entries, 1 to 5.
    pub mood: Option<f64>,
}

/// A month with its days that have entries.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct MonthPage {
    pub first: Day,
    pub last: Day,
    pub days: Vec<DayMark>,
}

/// What was written on this day before.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Anniversary {
    pub day: Day,
    /// How long ago that is: `3 years ago`, `a month ago`.
    pub ago: String,
    pub entries: Vec<Entry>,
}

pub(super) fn month(tx: &ReadTx<'_>, MonthOf { year, month }: MonthOf) -> Result<MonthPage> {
    let first = Date::new(year, month, 1)
        .ok()
        .filter(|date| date.year() > 0)
        .ok_or_else(|| Error::invalid(format!("there is no month {month} of the year {year}")))?;
    let (first, last) = (Day(first), Day(first.last_of_month()));
    Ok(MonthPage { first, last, days: store::marks(tx, first, last)? })
}

/// A month ago, then the same day of earlier years. On the last of February of an ordinary year a leap day is one.
///
/// # Errors
/// The file cannot be read.
pub fn on_this_day(tx: &ReadTx<'_>, day: Day) -> Result<Vec<Anniversary>> {
    let mut found: Vec<Anniversary> = Vec::new();
    if let Ok(month) = day.0.checked_sub(1.month()) {
        let entries = store::of_day(tx, Day(month))?;
        if !entries.is_empty() {
            found.push(Anniversary { day: Day(month), ago: "a month ago".into(), entries });
        }
    }
    let mut days = vec![day.0.strftime("%m-%d").to_string()];
    if days[0] == "02-28" && !day.0.in_leap_year() {
        days.push("02-29".into());
    }
    for entry in store::of_year(tx, day, &days)? {
        if let Some(last) = found.last_mut().filter(|last| last.day == entry.day) {
            last.entries.push(entry);
            continue;
        }
        let years = day.0.year() - entry.day.0.year();
        let ago = if years == 1 { "a year ago".to_owned() } else { format!("{years} years ago") };
        found.push(Anniversary { day: entry.day, ago, entries: vec![entry] });
    }
    Ok(found)
}
