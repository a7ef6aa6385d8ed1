//! Working hours: on which weekdays and when a person works.

use jiff::ToSpan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::store;
use crate::db::{ReadTx, WriteTx};
use crate::error::Result;
use crate::tasks::Energy;
use crate::types::{Day, Timestamp, one_line};
use crate::{operations, require};

operations! { "windows";
    /// The working hours of the week; Monday to Friday from nine to five until others are set.
    query get(()) -> Vec<WorkingWindow>;
    /// Sets the working hours of the week; none sets the usual ones.
    mutation set(WorkingWindows) -> Vec<WorkingWindow>;
}

/// A stretch of a weekday, by the clock on the wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WorkingWindow {
    /// 1 is Monday, 7 Sunday.
    #[ts(optional = false)]
    pub weekday: u8,
    /// Minutes from midnight.
    #[ts(optional = false)]
    pub from: u16,
    /// Minutes from midnight, at most 1440.
    #[ts(optional = false)]
    pub to: u16,
    #[serde(default)]
    #[ts(optional = false)]
    pub label: String,
    /// The strength that a person has then.
    #[serde(default)]
    #[ts(optional = false)]
    pub energy: Option<Energy>,
}

/// The working hours of a week.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct WorkingWindows {
    pub windows: Vec<WorkingWindow>,
}

/// Working hours of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct WindowSpan {
    pub from: Timestamp,
    pub until: Timestamp,
    pub label: String,
    pub energy: Option<Energy>,
}

/// The working hours of the week.
///
/// # Errors
/// The file cannot be read.
pub fn get(tx: &ReadTx<'_>, (): ()) -> Result<Vec<WorkingWindow>> {
    let own = store::windows(tx)?;
    if own.is_empty() {
        let usual = |weekday| WorkingWindow { weekday, from: 540, to: 1020, label: String::new(), energy: None };
        return Ok((1..=5).map(usual).collect());
    }
    Ok(own)
}

/// The working hours that belong to a day of the user's: those of its weekday that lie after its first hour, and of the
/// next weekday what lies before.
///
/// # Errors
/// The file cannot be read, or the calendar has no such day.
pub fn of_day(tx: &ReadTx<'_>, windows: &[WorkingWindow], day: Day) -> Result<Vec<WindowSpan>> {
    let (begins, ends) = (tx.began(day)?, tx.began(day.tomorrow()?)?);
    let mut found = Vec::new();
    for date in [day, day.tomorrow()?] {
        let weekday = u8::try_from(date.0.weekday().to_monday_one_offset()).unwrap_or_default();
        for window in windows.iter().filter(|window| window.weekday == weekday) {
            let at = |minutes: u16| {
                let local = date.0.at(0, 0, 0, 0).saturating_add(i64::from(minutes).minutes());
                tx.zoned().time_zone().to_zoned(local).ok().map(|zoned| Timestamp::from(&zoned))
            };
            let (Some(from), Some(until)) = (at(window.from), at(window.to)) else { continue };
            let (from, until) = (from.max(begins), until.min(ends));
            if from < until {
                found.push(WindowSpan { from, until, label: window.label.clone(), energy: window.energy });
            }
        }
    }
    found.sort_by_key(|span| span.from);
    Ok(found)
}

fn set(tx: &WriteTx<'_>, WorkingWindows { mut windows }: WorkingWindows) -> Result<Vec<WorkingWindow>> {
    require!(windows.len() <= 100, "a week has room for 100 stretches of work");
    windows.sort_by_key(|window| (window.weekday, window.from));
    for window in &mut windows {
        window.label = one_line(&window.label, 100);
        require!((1..=7).contains(&window.weekday), "weekdays are 1 (Monday) to 7 (Sunday)");
        require!(window.from < window.to && window.to <= 1440, "working hours begin before they end, on one day");
    }
    for pair in windows.windows(2) {
        require!(
            pair[0].weekday != pair[1].weekday || pair[0].to <= pair[1].from,
            "two stretches of work on the same day overlap"
        );
    }
    store::set_windows(tx, &windows)?;
    tx.label("Changed the working hours");
    get(tx, ())
}
