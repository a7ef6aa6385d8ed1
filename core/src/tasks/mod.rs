//! Tasks: what a person has to do, in trees, waiting for one another, with days and reminders.

mod bulk;
mod dependencies;
mod edit;
pub mod filter;
pub mod operations;
mod order;
pub mod recurrence;
pub mod reminders;
pub mod saved;
mod store;
pub mod urgency;
mod views;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::areas::AreaId;
use crate::projects::ProjectId;
use crate::types::{Day, Patch, Timestamp, When};
use crate::{id, words};

pub use bulk::{BulkEdit, BulkVerb};
pub use dependencies::depend;
pub use edit::{create, log_minutes};
pub use order::{Destination, GroupCount, Groups, PlaceTasks, Quadrant, TaskGroup, TaskSort};
pub use recurrence::{Repeat, RepeatScope, RepeatWay, Series, SetRepeat, apply, repeat, series};
pub use store::{get, list_where};
pub use views::{
    completed_since, completions, inbox_count, matching, next, open_by_title, open_titles, open_with_deadline,
    open_with_schedule,
};

id! {
    /// One task.
    TaskId;
    /// One reminder of a task.
    ReminderId;
}

words! {
    /// Where a task stands.
    TaskStatus {
        Inbox = "inbox",
        Todo = "todo",
        Doing = "doing",
        Waiting = "waiting",
        Done = "done",
        Dropped = "dropped",
    }

    /// How much strength a task takes.
    Energy { Low = "low", Medium = "medium", High = "high" }

    /// How a task came to be.
    Source {
        Typed = "typed",
        Voice = "voice",
        Import = "import",
        Ai = "ai",
        Automation = "automation",
    }
}

impl TaskStatus {
    /// Still to be done.
    pub fn open(self) -> bool {
        !matches!(self, Self::Done | Self::Dropped)
    }
}

/// A task as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Task {
    pub id: TaskId,
    pub title: String,
    /// Markdown.
    pub notes: String,
    pub status: TaskStatus,
    pub area: Option<AreaId>,
    pub project: Option<ProjectId>,
    pub parent: Option<TaskId>,
    pub tags: Vec<String>,
    /// 1 (highest) to 4.
    pub priority: Option<u8>,
    pub effort_minutes: Option<u32>,
    pub logged_minutes: u32,
    pub energy: Option<Energy>,
    /// Hidden before this day.
    pub start: Option<Day>,
    pub scheduled: Option<When>,
    pub scheduled_end: Option<Timestamp>,
    pub deadline: Option<When>,
    /// What completing it earns; 0: what the rules give.
    pub points: i64,
    pub source: Source,
    pub created_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub subtasks: i64,
    pub subtasks_done: i64,
    /// An open task stands in its way.
    pub blocked: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub repeat: Option<Repeat>,
    /// The repeating task of which this is one occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub series: Option<TaskId>,
}

/// A task in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TaskRef {
    pub id: TaskId,
    pub title: String,
    pub done: bool,
}

/// When to be reminded: at a moment, or minutes before the scheduled time (else the deadline).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Reminder {
    pub id: ReminderId,
    pub at: Option<Timestamp>,
    pub minutes_before: Option<i64>,
    pub fired: bool,
}

/// A task with everything that hangs on it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TaskDetail {
    pub task: Task,
    pub subtasks: Vec<Task>,
    pub blockers: Vec<TaskRef>,
    pub blocking: Vec<TaskRef>,
    pub reminders: Vec<Reminder>,
}

/// A task to be.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NewTask {
    #[ts(optional = false)]
    pub title: String,
    pub notes: Option<String>,
    /// `inbox` unless said; `todo` when it has a project or a day.
    pub status: Option<TaskStatus>,
    pub area: Option<AreaId>,
    pub project: Option<ProjectId>,
    pub parent: Option<TaskId>,
    pub tags: Option<Vec<String>>,
    pub priority: Option<u8>,
    pub effort_minutes: Option<u32>,
    pub energy: Option<Energy>,
    pub start: Option<Day>,
    pub scheduled: Option<When>,
    pub scheduled_end: Option<Timestamp>,
    pub deadline: Option<When>,
    /// What completing it earns; by the rules unless said.
    pub points: Option<i64>,
    #[serde(skip)]
    #[ts(skip)]
    pub source: Option<Source>,
}

/// What to change of tasks; absent stays, `null` clears.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TaskPatch {
    pub title: Option<String>,
    pub notes: Option<String>,
    pub status: Option<TaskStatus>,
    #[serde(deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<AreaId>")]
    pub area: Patch<AreaId>,
    #[serde(deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<ProjectId>")]
    pub project: Patch<ProjectId>,
    #[serde(deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<TaskId>")]
    pub parent: Patch<TaskId>,
    pub tags: Option<Vec<String>>,
    #[serde(deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<u8>")]
    pub priority: Patch<u8>,
    #[serde(deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<u32>")]
    pub effort_minutes: Patch<u32>,
    pub logged_minutes: Option<u32>,
    /// 0: by the rules.
    pub points: Option<i64>,
    #[serde(deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<Energy>")]
    pub energy: Patch<Energy>,
    #[serde(deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<Day>")]
    pub start: Patch<Day>,
    #[serde(deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<When>")]
    pub scheduled: Patch<When>,
    #[serde(deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<Timestamp>")]
    pub scheduled_end: Patch<Timestamp>,
    #[serde(deserialize_with = "crate::types::patch")]
    #[ts(as = "Option<When>")]
    pub deadline: Patch<When>,
}
