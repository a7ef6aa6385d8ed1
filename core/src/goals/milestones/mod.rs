//! Milestones: a quarter, half, three quarters and all of a goal.
//!
//! The day on which one was reached is a function of the rows: the first day of the goal's history that has so much.
//! Nothing that completes a task knows goals, and the share of a set, a version or a pause cannot be said in a trigger;
//! so triggers only leave a mark in the step that moved something (`0014_goals.sql`), and where the mark stands
//! [`tick`] brings the table `goal_milestone` up to date in one transaction that takes the mark away. That holds
//! whoever wrote the rows: a person, an import, undo, redo, a restored backup. `day` empties when a step is taken back
//! and is the same again when it is redone; the row itself stays and remembers that the milestone was told, so each
//! is told once, by whichever process came first.

mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::reading::Reading;
use super::{GoalId, GoalStatus};
use crate::App;
use crate::db::WriteTx;
use crate::error::Result;
use crate::event::Event;
use crate::jobs::Tick;
use crate::types::Day;

/// In percent.
const MILESTONES: [u8; 4] = [25, 50, 75, 100];

/// What was reached longer ago is remembered and not told: it is the past that came with an import.
const NEWS_DAYS: i64 = 2;

/// A part of a goal, and the day on which it was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GoalMilestone {
    pub percent: u8,
    /// Nothing while it is not reached.
    pub day: Option<Day>,
}

/// The milestones of a goal as they follow from its records.
pub(super) fn of(reading: &Reading) -> Vec<GoalMilestone> {
    let mut milestones = MILESTONES.map(|percent| GoalMilestone { percent, day: None }).to_vec();
    if !reading.measurable() && reading.goal.status != GoalStatus::Achieved {
        return milestones;
    }
    for day in reading.turning_days() {
        let share = reading.share_on(day);
        for one in milestones.iter_mut().filter(|one| one.day.is_none()) {
            if share >= f64::from(one.percent) / 100.0 - 1e-9 {
                one.day = Some(day);
            }
        }
    }
    milestones
}

/// What is new.
struct News {
    goal: GoalId,
    name: String,
    percent: u8,
}

/// Brings the milestones up to date, if something has moved a goal, and tells those that are new.
///
/// # Errors
/// The file cannot be read or written.
pub fn tick(app: &App) -> Result<Tick> {
    if !app.db.read(store::moved)? {
        return Ok(Tick::Wait(None));
    }
    // Of several milestones at once the highest is the news.
    let news = app.db.write_derived(|tx| if store::take_mark(tx)? { renew(tx) } else { Ok(Vec::new()) })?;
    for News { goal, name, percent } in news {
        app.events.send(&Event::Notify {
            body: if percent == 100 {
                "The goal is reached.".to_owned()
            } else {
                format!("{percent} % of the goal is reached.")
            },
            title: name,
            open: format!("/goals/{goal}"),
            reminder: None,
            habit: None,
        });
    }
    Ok(Tick::Ran)
}

fn renew(tx: &WriteTx<'_>) -> Result<Vec<News>> {
    let (today, mut news) = (tx.today()?, Vec::new());
    for goal in super::store::all(tx)? {
        let reading = Reading::of(tx, goal)?;
        let mut newest = None;
        for GoalMilestone { percent, day } in of(&reading) {
            let is_new = store::keep(tx, reading.goal.id, percent, day)?;
            if is_new && day.is_some_and(|day| today.days_after(day) <= NEWS_DAYS) {
                newest = Some(percent);
            }
        }
        if let (Some(percent), GoalStatus::Active) = (newest, reading.goal.status) {
            news.push(News { goal: reading.goal.id, name: reading.goal.name.clone(), percent });
        }
    }
    Ok(news)
}
