//! Habits: what is done again and again. Rows say what was done on which civil day; strength, streaks and
//! completion are computed from them at each reading ([`line`], [`strength`], [`streak`]), so they follow every
//! correction, undo and import, and no change of clock or zone touches them.

mod edit;
mod line;
mod log;
pub mod operations;
mod page;
mod pause;
pub mod reminders;
mod schedule;
mod standing;
mod store;
mod streak;
mod strength;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::areas::AreaId;
use crate::types::Day;
use crate::{id, words};

pub use edit::{ArchiveHabit, HabitPatch, NewHabit};
pub use log::{HabitOnDay, LogHabit};
pub use page::{HabitOutcome, HabitOutlook, HabitPage, HabitPoint};
pub use pause::{PauseHabit, ResumeHabit};
pub use schedule::{HabitSchedule, HabitWeekday};
pub use standing::{
    HabitCompletion, HabitDay, HabitProgress, HabitRecord, HabitStanding, HabitStrength, of_today, record,
    strengths_since, values,
};
pub use store::{all_names, get};
pub use streak::{HabitStreak, StreakUnit};

id! {
    /// One habit.
    HabitId;
    /// One pause of a habit.
    HabitPauseId;
}

words! {
    /// Whether a habit is ticked or counted.
    HabitKind { YesNo = "yes_no", Numeric = "numeric" }

    /// Which side of its target a counted habit aims at.
    HabitDirection { AtLeast = "at_least", AtMost = "at_most" }

    /// What a day was for a habit.
    HabitDayState {
        Done = "done",
        /// Something, but less than the target.
        Partial = "partial",
        Missed = "missed",
        Skipped = "skipped",
        Paused = "paused",
        /// Nothing was asked on that day.
        Off = "off",
        /// It can still be done.
        Open = "open",
    }
}

/// A habit as it was set up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Habit {
    pub id: HabitId,
    pub name: String,
    /// Why, and anything else.
    pub notes: String,
    /// What it hangs on: "after the first coffee".
    pub cue: String,
    pub area: Option<AreaId>,
    /// `#rrggbb`.
    pub colour: String,
    pub kind: HabitKind,
    /// What is counted: `pages`, `km`. Empty for a habit that is ticked.
    pub unit: String,
    /// What a day, or the whole week or month of the schedule, shall come to; nothing for a habit that is ticked.
    pub target: Option<f64>,
    pub direction: HabitDirection,
    pub schedule: HabitSchedule,
    /// Times of day, `HH:MM`.
    pub reminders: Vec<String>,
    /// How many days of a calendar month may be skipped.
    pub skip_budget: u32,
    pub start_day: Day,
    pub archived: bool,
}

impl Habit {
    /// An upper limit, which a day without an entry keeps.
    fn limits(&self) -> bool {
        self.kind == HabitKind::Numeric && self.direction == HabitDirection::AtMost
    }

    /// A number with the habit's unit: `5 km`.
    fn amount(&self, value: f64) -> String {
        if self.unit.is_empty() { format!("{value}") } else { format!("{value} {}", self.unit) }
    }
}

/// Days on which a habit rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitPause {
    pub id: HabitPauseId,
    pub from: Day,
    /// The last day; nothing while no end is set.
    pub until: Option<Day>,
    pub reason: String,
}

impl HabitPause {
    fn covers(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// One day's entry: a value, or a skip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HabitEntry {
    pub day: Day,
    /// 1 for a tick, 0 for an express no; nothing for a skipped day.
    pub value: Option<f64>,
    pub note: String,
    /// The time of day, `HH:MM`.
    pub time: Option<String>,
}
