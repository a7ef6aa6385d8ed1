//! Projects: outcomes that take more than one task.

pub mod forecast;
pub mod health;
pub mod operations;
mod progress;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::areas::AreaId;
use crate::types::{Day, Timestamp};
use crate::{id, words};

pub use health::{ComputedHealth, HealthTerm, TermKind};
pub use progress::{BurnPoint, ProjectForecast};
pub use store::{all_names, by_name, ensure, get, set_status};

id! {
    /// One project.
    ProjectId;
    /// One update of a project.
    ProjectUpdateId;
}

words! {
    /// Where a project stands.
    ProjectStatus {
        Active = "active",
        OnHold = "on_hold",
        Done = "done",
        Dropped = "dropped",
    }

    /// How a project goes.
    ProjectHealth { OnTrack = "on_track", AtRisk = "at_risk", OffTrack = "off_track" }
}

impl ProjectHealth {
    /// "on track"
    pub fn says(self) -> &'static str {
        match self {
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::OffTrack => "off track",
        }
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
    pub start: Option<Day>,
    pub target: Option<Day>,
    pub open_tasks: i64,
    pub done_tasks: i64,
}

/// What a person says of a project on a day. The newest is what is declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ProjectUpdate {
    pub id: ProjectUpdateId,
    pub day: Day,
    pub health: ProjectHealth,
    /// Markdown.
    pub note: String,
    pub created_at: Timestamp,
}

/// A project in a list, with how it goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ProjectLine {
    pub project: Project,
    pub declared: Option<ProjectHealth>,
    /// Nothing without tasks, and when it is not active.
    pub computed: Option<ComputedHealth>,
    /// What is declared and what is computed differ, in words.
    pub disagree: Option<String>,
    /// The day by which half of the futures have ended.
    pub likely: Option<Day>,
}

/// A project with everything that its page says of how it goes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ProjectDetail {
    pub line: ProjectLine,
    /// The newest first.
    pub updates: Vec<ProjectUpdate>,
    pub forecast: ProjectForecast,
    pub burn_up: Vec<BurnPoint>,
}
