//! The weekly review: steps that are computed from everything there is. Each line leads to its subject and can be decided
//! on the spot; at the end the facts and the person's own words go to the logbook.

mod act;
pub mod operations;
mod steps;
mod store;
mod text;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::logbook::LinkTo;
use crate::types::Day;
use crate::words;

words! {
    /// What can be decided about a line.
    ReviewAction {
        Complete = "complete",
        Drop = "drop",
        /// To a day.
        Schedule = "schedule",
        /// Without a day; a project rests.
        Someday = "someday",
    }
}

/// Something to look at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReviewLine {
    pub title: String,
    /// Why it stands here.
    pub detail: Option<String>,
    pub to: Option<LinkTo>,
    /// The day that it is about, where it is about one.
    pub day: Option<Day>,
    /// Where it belongs, where lines are grouped.
    pub group: Option<String>,
    pub minutes: Option<u32>,
}

/// One step of the review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReviewStep {
    /// A word for the step that does not change.
    pub key: String,
    pub title: String,
    /// What to decide here.
    pub hint: String,
    pub lines: Vec<ReviewLine>,
    /// What can be done with its lines.
    pub actions: Vec<ReviewAction>,
    /// It informs and asks for no decision.
    pub informs: bool,
}

/// The review of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Review {
    /// The first of its seven days.
    pub from: Day,
    /// The last.
    pub until: Day,
    pub title: String,
    pub steps: Vec<ReviewStep>,
    /// The facts in Markdown, as they are saved.
    pub text: String,
}

/// The seven days that are looked back at, and the seven after them.
struct Week {
    from: Day,
    until: Day,
    next_from: Day,
    next_until: Day,
    /// So many days a task may wait before it stands in the review.
    patience: u32,
}
