//! Goals as lists and pages show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::links::{GoalLink, store as links};
use super::milestones::{self, GoalMilestone};
use super::pace::{self, GoalForecast, Pace};
use super::reading::{Contribution, CriterionReading, Reading};
use super::{CheckIn, Confidence, Goal, GoalId, GoalRef, GoalStatus, store};
use crate::db::ReadTx;
use crate::error::Result;
use crate::types::Day;

/// A goal in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GoalLine {
    pub goal: Goal,
    /// 0 to 1.
    pub share: f64,
    /// There is something to measure it by.
    pub measurable: bool,
    /// Nothing without a target, or when it is not active.
    pub pace: Option<Pace>,
    /// In percent; nothing when all are reached.
    pub next_milestone: Option<u8>,
    /// The day on which it will probably be reached.
    pub likely: Option<Day>,
    /// What the newest check-in says.
    pub confidence: Option<Confidence>,
}

/// The share on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GoalPoint {
    pub day: Day,
    pub share: f64,
    /// What was expected that day, by the target of that day.
    pub expected: Option<f64>,
}

/// A goal with everything that its page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GoalDetail {
    pub line: GoalLine,
    /// From the top of the tree, without the goal itself.
    pub above: Vec<GoalRef>,
    pub below: Vec<GoalLine>,
    pub criteria: Vec<CriterionReading>,
    pub contributions: Vec<Contribution>,
    pub links: Vec<GoalLink>,
    pub forecast: GoalForecast,
    pub history: Vec<GoalPoint>,
    /// The days on which the target or the criteria changed.
    pub changed: Vec<Day>,
    pub milestones: Vec<GoalMilestone>,
    /// The newest first.
    pub check_ins: Vec<CheckIn>,
}

/// A chart has at most so many points.
const POINTS: i64 = 180;

/// Every goal, those that go on first.
pub(super) fn list(tx: &ReadTx<'_>) -> Result<Vec<GoalLine>> {
    store::all(tx)?.into_iter().map(|goal| line(tx, &Reading::of(tx, goal)?)).collect()
}

/// Active goals that are behind their line, the latest first.
///
/// # Errors
/// The file cannot be read.
pub fn off_pace(tx: &ReadTx<'_>, (): ()) -> Result<Vec<GoalLine>> {
    let mut behind = list(tx)?;
    behind.retain(|line| line.pace.as_ref().is_some_and(|pace| pace.buffer_days < 0));
    behind.sort_by_key(|line| line.pace.as_ref().map_or(0, |pace| pace.buffer_days));
    Ok(behind)
}

pub(super) fn show(tx: &ReadTx<'_>, id: GoalId) -> Result<GoalDetail> {
    let reading = Reading::of(tx, store::get(tx, id)?)?;
    let mut above = store::upwards(tx, id)?;
    above.drain(..1.min(above.len()));
    above.reverse();
    let below = store::children(tx, id)?;
    Ok(GoalDetail {
        line: line(tx, &reading)?,
        above,
        below: below.into_iter().map(|goal| line(tx, &Reading::of(tx, goal)?)).collect::<Result<_>>()?,
        criteria: reading.criteria(),
        contributions: reading.contributions(),
        links: links::of_goal(tx, id)?,
        forecast: pace::forecast(&reading),
        history: history(&reading),
        changed: reading.changes(),
        milestones: milestones::of(&reading),
        check_ins: store::check_ins(tx, id, 100)?,
    })
}

fn line(tx: &ReadTx<'_>, reading: &Reading) -> Result<GoalLine> {
    let reached = milestones::of(reading);
    Ok(GoalLine {
        share: reading.share(),
        measurable: reading.measurable(),
        pace: pace::pace(reading).filter(|_| reading.goal.status == GoalStatus::Active && reading.measurable()),
        next_milestone: reached.iter().find(|milestone| milestone.day.is_none()).map(|milestone| milestone.percent),
        likely: if reading.goal.status == GoalStatus::Active { pace::forecast(reading).likely } else { None },
        confidence: store::check_ins(tx, reading.goal.id, 1)?.first().map(|check_in| check_in.confidence),
        goal: reading.goal.clone(),
    })
}

/// The share of each day (of each few days, of a long time), by the rules that held then.
fn history(reading: &Reading) -> Vec<GoalPoint> {
    let start = reading.goal.start;
    let days = reading.until.days_after(start);
    let every = (days / POINTS).max(0) + 1;
    let mut shown: Vec<Day> = (0..=days).step_by(every as usize).map(|day| start.plus(day)).collect();
    if shown.last().is_some_and(|last| *last < reading.until) {
        shown.push(reading.until);
    }
    let point = |day: Day| {
        let target = reading.version_on(day).and_then(|version| version.target);
        let expected = target.map(|target| pace::expected(start, target, day));
        GoalPoint { day, share: reading.share_on(day), expected }
    };
    shown.into_iter().map(point).collect()
}
