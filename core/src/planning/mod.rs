//! Planning: blocks of time on a day, working hours, calendars that others keep, and what of a day is still free.

pub mod blocks;
pub mod calendars;
pub mod day;
pub mod estimate;
pub mod ics;
pub mod optimiser;
pub mod plan;
mod repeating;
mod store;
pub mod windows;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::tasks::TaskRef;
use crate::types::Timestamp;
use crate::{id, words};

pub use repeating::between;

id! {
    /// One block of time.
    BlockId;
}

words! {
    /// What a stretch of time is for.
    PlanBlockKind { Task = "task", Event = "event", Habit = "habit", Break = "break", Focus = "focus" }
}

/// A stretch of time with a purpose; of a block that repeats, one occurrence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanBlock {
    pub id: BlockId,
    pub kind: PlanBlockKind,
    /// Its own, else that of its task.
    pub title: String,
    pub task: Option<TaskRef>,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    /// The optimiser leaves it where it is.
    pub pinned: bool,
    pub notes: String,
    /// RFC 5545, of a block that repeats.
    pub rule: Option<String>,
    /// The rule in words.
    pub repeats: Option<String>,
}

impl PlanBlock {
    /// How long it lasts.
    pub fn minutes(&self) -> i64 {
        (self.ends_at.0 - self.starts_at.0) / 60_000
    }
}
