//! The days of a metric: one value a day, aggregated from its logs or computed from other rows.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Metric, MetricSource, store};
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::types::{Day, Timestamp};
use crate::{focus, habits, tasks};

/// The first and the last day that can be asked for.
pub(super) const EARLIEST: Day = Day(jiff::civil::date(1900, 1, 1));
pub(super) const LATEST: Day = Day(jiff::civil::date(9999, 12, 31));

/// A day that has a value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MetricDay {
    pub day: Day,
    pub value: f64,
    /// How many logs it comes from; 0 for a computed one.
    pub logs: i64,
}

/// The days between two, both included, that have a value, in order. A day without a log is not there.
///
/// # Errors
/// The file cannot be read.
pub fn between(tx: &ReadTx<'_>, metric: &Metric, from: Day, to: Day) -> Result<Vec<MetricDay>> {
    let counted: Vec<(Timestamp, f64)> = match metric.source {
        MetricSource::Logged => return store::days(tx, metric, from, to),
        MetricSource::TasksDone => tasks::completions(tx)?.into_iter().map(|(at, _)| (at, 1.0)).collect(),
        MetricSource::PointsDone => {
            tasks::completions(tx)?.into_iter().map(|(at, points)| (at, points as f64)).collect()
        }
        MetricSource::FocusMinutes => {
            focus::logged(tx)?.into_iter().map(|(at, minutes)| (at, f64::from(minutes))).collect()
        }
        MetricSource::Habit => {
            let Some(habit) = metric.habit else { return Ok(Vec::new()) };
            let days = habits::values(tx, habit, from, to)?;
            return Ok(days.into_iter().map(|(day, value)| MetricDay { day, value, logs: 0 }).collect());
        }
    };
    filled(tx, &counted, from, to)
}

/// What the program has counted itself. From the first day that has anything, a day that is over and has nothing is
/// a true zero; today is not over.
fn filled(tx: &ReadTx<'_>, counted: &[(Timestamp, f64)], from: Day, to: Day) -> Result<Vec<MetricDay>> {
    let mut sums: BTreeMap<Day, f64> = BTreeMap::new();
    for (at, worth) in counted {
        *sums.entry(day_of(tx, *at)?).or_default() += worth;
    }
    let today = tx.today()?;
    let Some((first, _)) = sums.first_key_value() else { return Ok(Vec::new()) };
    let mut days = Vec::new();
    let mut day = (*first).max(from);
    while day <= today.min(to) {
        match sums.get(&day) {
            Some(value) => days.push(MetricDay { day, value: *value, logs: 0 }),
            None if day < today => days.push(MetricDay { day, value: 0.0, logs: 0 }),
            None => {}
        }
        day = day.tomorrow()?;
    }
    Ok(days)
}

/// The person's day that a moment belongs to: the hours before the day begins are the day before's.
pub(super) fn day_of(tx: &ReadTx<'_>, at: Timestamp) -> Result<Day> {
    let date = at.zoned(tx.zoned().time_zone())?.date();
    if tx.began(Day(date))? <= at {
        return Ok(Day(date));
    }
    date.yesterday().map(Day).map_err(|_| Error::invalid("the calendar has no such day"))
}

/// So many days before a day, and not before the earliest.
pub(super) fn before(day: Day, days: u32) -> Day {
    let back = day.0.checked_sub(jiff::Span::new().days(i64::from(days.min(1_000_000))));
    back.map_or(EARLIEST, Day).max(EARLIEST)
}

/// So many days after a day, if the calendar has it.
pub(super) fn after(day: Day, days: i64) -> Option<Day> {
    (0..=1_000_000).contains(&days).then(|| day.0.checked_add(jiff::Span::new().days(days)).ok().map(Day)).flatten()
}

/// Days since a fixed Monday, for arithmetic; its remainder by seven is the weekday.
pub(super) fn number(day: Day) -> i64 {
    const MONDAY: Date = jiff::civil::date(1900, 1, 1);
    day.0.duration_since(MONDAY).as_hours() / 24
}

/// The same days as numbers and values.
pub(super) fn numbered(days: &[MetricDay]) -> Vec<(i64, f64)> {
    days.iter().map(|day| (number(day.day), day.value)).collect()
}

/// Consecutive days that satisfy a rule: the run that reaches today or yesterday, and the longest.
pub(super) fn streak(days: &[MetricDay], today: Day, holds: impl Fn(f64) -> bool) -> (u32, u32) {
    let (mut run, mut best, mut last) = (0, 0, None::<i64>);
    for one in days {
        let at = number(one.day);
        run = match (holds(one.value), last) {
            (false, _) => 0,
            (true, Some(before)) if before + 1 == at => run + 1,
            (true, _) => 1,
        };
        // A day that does not count breaks the run as an empty one does.
        last = holds(one.value).then_some(at);
        best = best.max(run);
    }
    let current = if last.is_some_and(|last| last + 1 >= number(today)) { run } else { 0 };
    (current, best)
}
