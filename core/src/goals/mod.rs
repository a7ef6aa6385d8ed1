//! Goals: an outcome, and how one knows that it is reached.
//!
//! Progress is never stored. Each criterion reads its evidence from dated rows (`evidence/`): from a day on, so much
//! was there. What had to be reached is kept in versions valid from a day on (`criteria/`), so a target that is
//! changed today leaves every earlier day as it was. A [`Reading`](reading::Reading) joins the two: the share on any
//! day, and what each record adds to it. The milestones follow from the reading; see [`milestones`].

pub mod criteria;
mod edit;
mod evidence;
mod links;
pub mod milestones;
pub mod operations;
mod pace;
mod reading;
mod show;
mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::areas::AreaId;
use crate::types::{Day, Timestamp};
use crate::{id, words};

pub use criteria::{Combine, CriterionId, CriterionKind, GoalEntryId};
pub use links::{GoalLinkKind, GoalSubject, link_task_by_name};
pub use pace::{BandPoint, GoalForecast, Pace};
pub use reading::{Contribution, ContributionKind, CriterionReading};
pub use show::{GoalDetail, GoalLine, GoalPoint, off_pace};
pub use store::{all_names, get};

id! {
    /// One goal.
    GoalId;
    /// One check-in.
    CheckInId;
}

words! {
    /// Where a goal stands.
    GoalStatus {
        Active = "active",
        Achieved = "achieved",
        Paused = "paused",
        Dropped = "dropped",
    }

    /// How sure a person is.
    Confidence { OnTrack = "on_track", AtRisk = "at_risk", OffTrack = "off_track" }
}

impl GoalStatus {
    /// It has come to an end.
    pub fn closed(self) -> bool {
        matches!(self, Self::Achieved | Self::Dropped)
    }
}

/// A goal as it was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Goal {
    pub id: GoalId,
    pub name: String,
    /// Markdown.
    pub why: String,
    pub status: GoalStatus,
    pub area: Option<AreaId>,
    pub parent: Option<GoalId>,
    pub start: Day,
    /// The day by which it is wanted; without one it is never late.
    pub target: Option<Day>,
    pub combine: Combine,
    /// The day on which it was achieved or dropped.
    pub closed: Option<Day>,
    /// Its place among the others.
    pub place: i64,
}

/// A goal in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GoalRef {
    pub id: GoalId,
    pub name: String,
}

/// A dated note of how it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CheckIn {
    pub id: CheckInId,
    pub day: Day,
    pub confidence: Confidence,
    /// Markdown.
    pub note: String,
    pub created_at: Timestamp,
}
