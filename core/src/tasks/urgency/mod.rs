//! Urgency: one number that says which open task comes first, as a sum of terms. Each term is a coefficient times a
//! value from 0 to 1; the table is [`UrgencyTerm`], the page `docs/urgency.md` is made from it. The defaults follow those of
//! Taskwarrior, which people have lived with for years.
//!
//! What another task waits for is at least as urgent as that task, so no list shows a task above its blocker.

mod inherit;
pub mod operations;
mod page;
pub(super) mod store;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Task, TaskRef};
use crate::words;

pub use page::page;
pub use store::explain;

words! {
    /// What makes a task more or less urgent.
    UrgencyTerm {
        P1 = "p1",
        P2 = "p2",
        P3 = "p3",
        P4 = "p4",
        Deadline = "deadline",
        Scheduled = "scheduled",
        Doing = "doing",
        Blocking = "blocking",
        Next = "next",
        Age = "age",
        Project = "project",
        Tags = "tags",
        Blocked = "blocked",
        Waiting = "waiting",
        Later = "later",
    }
}

impl UrgencyTerm {
    /// Name, what its value is, and the coefficient that it has unless it was tuned.
    fn words(self) -> (&'static str, &'static str, f64) {
        match self {
            Self::P1 => ("Priority 1", "1 if the priority is 1", 6.0),
            Self::P2 => ("Priority 2", "1 if the priority is 2", 3.9),
            Self::P3 => ("Priority 3", "1 if the priority is 3", 1.8),
            Self::P4 => ("Priority 4", "1 if the priority is 4", 0.0),
            Self::Deadline => (
                "Deadline",
                "0.2 from the moment there is one; from 14 days before the deadline it grows each day, to 1 when it is a week late",
                12.0,
            ),
            Self::Scheduled => ("Planned for now", "1 from its planned day on", 5.0),
            Self::Doing => ("Under way", "1 if it is being done", 4.0),
            Self::Blocking => ("Others wait for it", "1 if an open task waits for it", 8.0),
            Self::Next => ("Tagged next", "1 if it carries the tag `next`", 15.0),
            Self::Age => ("Age", "the days since it was added, of 365; at most 1", 2.0),
            Self::Project => ("Active project", "1 if it belongs to an active project", 1.0),
            Self::Tags => ("Tags", "0.8 with one tag, 0.9 with two, 1 with more", 1.0),
            Self::Blocked => ("Waits for a task", "1 if an open task is in its way", -5.0),
            Self::Waiting => ("Waiting", "1 if its status is waiting", -3.0),
            Self::Later => ("Not begun yet", "1 before its start day", -3.0),
        }
    }

    /// The coefficient unless it was tuned.
    pub fn default_coefficient(self) -> f64 {
        self.words().2
    }
}

/// Coefficients lie between minus and plus this.
const MOST: f64 = 100.0;

/// The coefficient of each term.
#[derive(Debug, Clone, PartialEq)]
pub struct Coefficients(BTreeMap<UrgencyTerm, f64>);

impl Default for Coefficients {
    fn default() -> Self {
        Self(UrgencyTerm::ALL.iter().map(|term| (*term, term.default_coefficient())).collect())
    }
}

impl Coefficients {
    fn of(&self, term: UrgencyTerm) -> f64 {
        self.0.get(&term).copied().unwrap_or_default()
    }

    /// Takes a number, unless it is no coefficient.
    fn set(&mut self, term: UrgencyTerm, coefficient: f64) -> bool {
        // Not a number compares false.
        let fits = (-MOST..=MOST).contains(&coefficient);
        if fits {
            self.0.insert(term, coefficient);
        }
        fits
    }
}

/// One line of the formula.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct UrgencyRule {
    pub term: UrgencyTerm,
    pub name: String,
    /// What the value from 0 to 1 is.
    pub about: String,
    pub coefficient: f64,
    /// The coefficient unless it is tuned.
    pub default: f64,
}

/// What one term adds to a task's urgency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct UrgencyPart {
    pub term: UrgencyTerm,
    pub name: String,
    pub coefficient: f64,
    /// From 0 to 1.
    pub value: f64,
    /// The coefficient times the value.
    pub adds: f64,
}

/// The more urgent task that waits for this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct UrgencyHeir {
    pub task: TaskRef,
    /// What this task is lifted by.
    pub adds: f64,
}

/// A task's urgency, term by term.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Urgency {
    /// The sum, with what is inherited; nothing for a closed task. Two decimals.
    pub urgency: Option<f64>,
    /// The terms that add anything, the greatest first.
    pub parts: Vec<UrgencyPart>,
    /// Where the rest comes from, when a task that waits for this one is more urgent.
    pub inherited: Option<UrgencyHeir>,
}

/// A task and its urgency, under tried coefficients and under the present ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct UrgencyRank {
    pub task: Task,
    pub urgency: f64,
    pub now: f64,
}
