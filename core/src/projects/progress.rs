//! How far a project has come: its burn-up, week by week, and when it will be done at its own rate.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Project;
use super::forecast::Futures;
use super::store::TaskFacts;
use crate::types::Day;

/// Scope and done at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BurnPoint {
    pub day: Day,
    /// Tasks that were there, without those that were dropped.
    pub scope: i64,
    pub done: i64,
}

/// When a project will be done at its own rate.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ProjectForecast {
    /// The day before which half of the futures are done.
    pub p50: Option<Day>,
    /// The day before which eight of ten are done; nothing when that may take more than ten years.
    pub p80: Option<Day>,
    /// Tasks a week, over the weeks that it goes by.
    pub per_week: f64,
    /// How many weeks of the past it goes by, at most twelve.
    pub weeks: u32,
    /// Days between the target and the day of eight in ten; negative when that comes after the target.
    pub buffer_days: Option<i64>,
    /// Why there is none.
    pub none_because: Option<String>,
}

const WEEKS: i64 = 12;
/// So many weeks and completed tasks are asked for before anything is foretold.
const LEAST_WEEKS: i64 = 4;
const LEAST_DONE: usize = 5;
/// A chart has at most so many weeks.
const CHART_WEEKS: i64 = 52;

/// The first day of a project: that of its oldest task.
fn first(tasks: &[TaskFacts]) -> Option<Day> {
    tasks.iter().map(|task| task.done.map_or(task.created, |done| done.min(task.created))).min()
}

pub(super) fn burn_up(tasks: &[TaskFacts], today: Day) -> Vec<BurnPoint> {
    let Some(first) = first(tasks) else { return Vec::new() };
    let weeks = (today.days_after(first).max(0) / 7 + 1).min(CHART_WEEKS);
    let point = |ago: i64| {
        let day = today.plus(-7 * ago);
        let count = |there: &dyn Fn(&TaskFacts) -> bool| tasks.iter().filter(|task| there(task)).count() as i64;
        BurnPoint {
            day,
            scope: count(&|task| task.created <= day || task.done.is_some_and(|done| done <= day)),
            done: count(&|task| task.done.is_some_and(|done| done <= day)),
        }
    };
    (0..=weeks).rev().map(point).collect()
}

pub(super) fn forecast(project: &Project, tasks: &[TaskFacts], today: Day) -> ProjectForecast {
    let none = |because: &str| ProjectForecast { none_because: Some(because.to_owned()), ..ProjectForecast::default() };
    let open = tasks.iter().filter(|task| task.open).count();
    let Some(first) = first(tasks) else { return none("there are no tasks yet") };
    if open == 0 {
        return none("nothing is open");
    }
    let weeks = (today.days_after(first) / 7).min(WEEKS);
    if weeks < LEAST_WEEKS {
        return none("a forecast needs four weeks of history");
    }
    let week_of = |task: &TaskFacts| task.done.map(|done| today.days_after(done).div_euclid(7));
    let past: Vec<f64> =
        (0..weeks).map(|week| tasks.iter().filter(|task| week_of(task) == Some(week)).count() as f64).collect();
    let done: f64 = past.iter().sum();
    if done < LEAST_DONE as f64 {
        return none("a forecast needs five completed tasks in the last twelve weeks");
    }
    let futures = Futures::of(open as f64, &past);
    let p80 = futures.day(80, today);
    ProjectForecast {
        p50: futures.day(50, today),
        p80,
        per_week: done / weeks as f64,
        weeks: u32::try_from(weeks).unwrap_or(0),
        buffer_days: project.target.zip(p80).map(|(target, end)| target.days_after(end)),
        none_because: None,
    }
}
