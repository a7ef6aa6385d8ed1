//! The focus timer: time spent with one task, kept as rows, so that a running timer survives a restart
//! and a stopped one feeds the task's logged time.

pub mod operations;
pub mod over;
mod store;

pub use store::between;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::id;
use crate::tasks::TaskRef;
use crate::types::Timestamp;

pub use store::logged;

id! {
    /// One stretch of focus.
    FocusId;
}

/// One stretch of time with a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Focus {
    pub id: FocusId,
    /// Nothing when the task was deleted since.
    pub task: Option<TaskRef>,
    pub started_at: Timestamp,
    /// Nothing while it runs.
    pub ended_at: Option<Timestamp>,
    /// Nothing when it is open-ended.
    pub planned_minutes: Option<u32>,
    pub logged_minutes: u32,
}

impl Focus {
    /// Whole minutes from its start to `now`, rounded; none when the clock was set back.
    fn minutes_until(&self, now: Timestamp) -> u32 {
        u32::try_from((now.0 - self.started_at.0 + 30_000) / 60_000).unwrap_or(0)
    }

    /// When the planned time is over.
    fn planned_end(&self) -> Option<Timestamp> {
        self.planned_minutes.map(|minutes| Timestamp(self.started_at.0 + i64::from(minutes) * 60_000))
    }
}
