//! Whether a goal is on time: what is expected by today, the days of buffer, and when it will be reached at the rate of
//! its own past.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::reading::Reading;
use crate::projects::forecast::{Futures, band};
use crate::types::Day;

/// Where a goal stands on the straight line from its start to its target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Pace {
    /// The share that the line has today, 0 to 1.
    pub expected: f64,
    /// How many days the goal is ahead of the line; negative when it is behind.
    pub buffer_days: i64,
    /// "4 days ahead", "on pace", "3 days behind", "5 days late".
    pub says: String,
    /// The target day is over and the goal is not reached.
    pub overdue: bool,
}

/// When a goal will be reached at its own rate.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GoalForecast {
    /// The day before which one future of ten reaches it.
    pub earliest: Option<Day>,
    /// The day before which half of the futures do.
    pub likely: Option<Day>,
    /// The day before which nine of ten do; nothing when that may take more than ten years.
    pub latest: Option<Day>,
    /// How many weeks of the past it goes by.
    pub weeks: u32,
    /// Why there is none.
    pub none_because: Option<String>,
    /// The weeks to come.
    pub band: Vec<BandPoint>,
}

/// Where the goal will be on a day to come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BandPoint {
    pub day: Day,
    /// One future of ten is below.
    pub low: f64,
    pub middle: f64,
    /// One future of ten is above.
    pub high: f64,
}

/// So many weeks of history are asked for before anything is foretold, and so many of them with progress.
const WEEKS: i64 = 4;
const WEEKS_WITH_PROGRESS: usize = 2;
/// Older weeks say little about the next ones.
const MOST_WEEKS: i64 = 26;

/// The share that a straight line from `start` to `target` has at the end of `day`, 0 to 1.
pub(super) fn expected(start: Day, target: Day, day: Day) -> f64 {
    let whole = target.days_after(start);
    if whole <= 0 {
        return if day >= target { 1.0 } else { 0.0 };
    }
    (day.days_after(start) as f64 / whole as f64).clamp(0.0, 1.0)
}

/// The pace of a goal with a target, on its newest rules.
pub(super) fn pace(reading: &Reading) -> Option<Pace> {
    let (start, target, today) = (reading.goal.start, reading.goal.target?, reading.until);
    let share = reading.share();
    let whole = target.days_after(start).max(0);
    // The day on which the line has the present share, from now.
    let reached = start.plus((share * whole as f64 + 1e-6).floor() as i64);
    let late = today.days_after(target);
    let overdue = share < 1.0 && late > 0;
    let buffer_days = match share >= 1.0 {
        true => target.days_after(today).max(0),
        false if overdue => -late,
        false => reached.days_after(today.max(start)),
    };
    let days = |count: i64| if count == 1 { "1 day".to_owned() } else { format!("{count} days") };
    let says = match (share >= 1.0, overdue, buffer_days) {
        (true, ..) => "reached".to_owned(),
        (_, true, _) => format!("{} late", days(late)),
        (_, _, 0) => "on pace".to_owned(),
        (_, _, ahead) if ahead > 0 => format!("{} ahead", days(ahead)),
        (_, _, behind) => format!("{} behind", days(-behind)),
    };
    Some(Pace { expected: expected(start, target, today), buffer_days, says, overdue })
}

/// The forecast of a goal that is not reached yet.
pub(super) fn forecast(reading: &Reading) -> GoalForecast {
    let none = |because: &str| GoalForecast { none_because: Some(because.to_owned()), ..GoalForecast::default() };
    let (today, share) = (reading.until, reading.share());
    if reading.goal.status.closed() || share >= 1.0 {
        return GoalForecast::default();
    }
    if !reading.measurable() {
        return none("there is nothing to measure yet: add a criterion");
    }
    let weeks = (today.days_after(reading.goal.start) / 7).min(MOST_WEEKS);
    if weeks < WEEKS {
        return none("a forecast needs four weeks of history");
    }
    let at = |weeks_ago: i64| reading.share_by_present_rules(today.plus(-7 * weeks_ago));
    let past: Vec<f64> = (0..weeks).map(|ago| at(ago) - at(ago + 1)).collect();
    if past.iter().filter(|done| **done > 0.0).count() < WEEKS_WITH_PROGRESS {
        return none("a forecast needs progress in at least two weeks");
    }
    if past.iter().sum::<f64>() <= 0.0 {
        return none("at the rate of the last weeks it is not reached");
    }
    let futures = Futures::of(1.0 - share, &past);
    let latest = futures.day(90, today);
    let end = latest.map_or(26, |day| day.days_after(today) / 7 + 1).clamp(1, 26);
    let band = band(&past, end as usize);
    let points = (1..).zip(band).map(|(week, [low, middle, high])| {
        let share = |more: f64| (share + more).clamp(0.0, 1.0);
        BandPoint { day: today.plus(7 * week), low: share(low), middle: share(middle), high: share(high) }
    });
    GoalForecast {
        earliest: futures.day(10, today),
        likely: futures.day(50, today),
        latest,
        weeks: u32::try_from(weeks).unwrap_or(0),
        none_because: None,
        band: points.collect(),
    }
}
