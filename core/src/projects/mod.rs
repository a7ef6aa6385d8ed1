//! Projects: outcomes that take more than one task.

pub mod operations;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::areas::AreaId;
use crate::{id, words};

pub use store::{all_names, by_name, ensure, get, set_status};

id! {
    /// One project.
    ProjectId;
}

words! {
    /// Where a project stands.
    ProjectStatus {
        Active = "active",
        OnHold = "on_hold",
        Done = "done",
        Dropped = "dropped",
    }
}

/// A project with the count of its tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Project {
    pub id: ProjectId,
    pub name: String,
    pub notes: String,
    pub status: ProjectStatus,
    pub area: Option<AreaId>,
    pub open_tasks: i64,
    pub done_tasks: i64,
}
