//! How lists of tasks are sorted and grouped, and what moving a task in such a list means.

mod place;
mod rank;
pub(super) mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::filter::{self, URGENT_DAYS};
use super::{Task, TaskStatus};
use crate::db::ReadTx;
use crate::error::{Error, Result};
use crate::words;

pub(super) use place::place;
pub use place::{Destination, PlaceTasks};
pub(super) use rank::between;

words! {
    /// The order of a list.
    #[derive(Default)]
    TaskSort {
        /// What is next: by day, time, deadline, priority; newest first. Done ones by completion.
        #[default]
        Smart = "smart",
        Manual = "manual",
        Day = "day",
        Deadline = "deadline",
        Priority = "priority",
        Effort = "effort",
        Title = "title",
        Newest = "newest",
        Oldest = "oldest",
        /// The most urgent first; see `docs/urgency.md`.
        Urgency = "urgency",
    }

    /// What the groups of a list, or the columns of a board, are.
    #[derive(Default)]
    TaskGroup {
        #[default]
        None = "none",
        Status = "status",
        Project = "project",
        Area = "area",
        Priority = "priority",
        Day = "day",
        /// Eisenhower's: urgent or not, important or not.
        Quadrant = "quadrant",
    }

    /// Eisenhower's four.
    Quadrant {
        /// Urgent and important.
        Do = "do",
        /// Important, not urgent.
        Plan = "plan",
        /// Urgent, not important.
        Delegate = "delegate",
        /// Neither.
        Drop = "drop",
    }
}

impl Quadrant {
    fn urgent(self) -> bool {
        matches!(self, Self::Do | Self::Delegate)
    }

    fn important(self) -> bool {
        matches!(self, Self::Do | Self::Plan)
    }
}

/// The key of tasks that do not have what is grouped by.
const NONE: &str = "none";

/// Which tasks, in which order.
#[derive(Debug, Clone, Default)]
pub(super) struct Listing<'a> {
    pub(super) filter: &'a str,
    pub(super) sort: TaskSort,
    pub(super) group: TaskGroup,
    /// Only the group of this key.
    pub(super) within: Option<&'a str>,
    pub(super) limit: u32,
    pub(super) offset: u32,
}

/// One group of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "TaskGroupCount")]
pub struct GroupCount {
    /// A status, a project's or area's number, a priority, a day, `overdue`, a quadrant, or `none`.
    pub key: String,
    /// The name of the project or area.
    pub name: Option<String>,
    pub count: i64,
}

/// The groups of a list, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(rename = "TaskGroups")]
pub struct Groups {
    pub groups: Vec<GroupCount>,
    /// The rule by which tasks are in their groups, where it is not in the name.
    pub rule: Option<String>,
}

/// A window of a list (at most 500 tasks), and how many there are in all.
pub(super) fn list(tx: &ReadTx<'_>, listing: &Listing<'_>) -> Result<(Vec<Task>, i64)> {
    let query = filter::parse(listing.filter).map_err(Error::from)?;
    let condition = store::condition(tx, &query, listing.group, listing.within)?;
    let total = store::count(tx, &condition)?;
    Ok((store::window(tx, condition, listing)?, total))
}

/// The groups of a list with their counts.
pub(super) fn groups(tx: &ReadTx<'_>, line: &str, group: TaskGroup) -> Result<Groups> {
    let query = filter::parse(line).map_err(Error::from)?;
    let groups = store::groups(tx, store::condition(tx, &query, TaskGroup::None, None)?, group)?;
    let rule = (group == TaskGroup::Quadrant).then(|| {
        format!("Urgent: its day or deadline is past or at most {URGENT_DAYS} days away. Important: P1 or P2.")
    });
    Ok(Groups { groups, rule })
}

/// The order in which a board shows statuses.
fn status_place(status: TaskStatus) -> usize {
    TaskStatus::ALL.iter().position(|one| *one == status).unwrap_or_default()
}
